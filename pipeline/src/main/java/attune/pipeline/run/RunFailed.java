package attune.pipeline.run;

/// A stage that must not fail did. The request gets no answer: nothing is better than something unsafe.
public final class RunFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    RunFailed(String surface, String stage, Throwable cause) {
        super("The pipeline of \"" + surface + "\" stopped at " + stage + ".", cause);
    }
}
