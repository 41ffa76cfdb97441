package attune.house.fault.pipeline.stage;

/// Stands for the pipeline's stages.
public interface Stage {
    /// Stands for the pipeline's filter.
    interface Filter extends Stage {
        boolean keeps(int row);
    }
}
