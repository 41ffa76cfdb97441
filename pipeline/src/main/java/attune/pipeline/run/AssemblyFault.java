package attune.pipeline.run;

/// A pipeline that does not fit together. Thrown when a node starts, never during a request.
public final class AssemblyFault extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    AssemblyFault(String surface, String fault) {
        super("The pipeline of \"" + surface + "\" " + fault);
    }
}
