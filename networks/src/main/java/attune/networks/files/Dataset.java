package attune.networks.files;

/// Something that can be imported: one or more files of one format.
public interface Dataset {
    /// For the report, such as `events.jsonl`.
    String name();

    /// Reads everything once, in an order in which each fact finds what it names.
    void read(Limits limits, Findings findings);
}
