package attune.networks.files;

import attune.networks.wire.WireType;
import attune.store.log.Draft;

/// Where a format puts what it finds in its files, in the order in which it is to enter the log.
public interface Findings {
    /// One line or record was read.
    void line();

    /// A line states a fact.
    void fact(Place place, WireType type, Draft draft);

    /// A line mentions something that must exist before its facts; that it exists already is as good.
    void mention(Place place, WireType type, Draft draft);

    /// A line cannot be understood.
    ///
    /// @param detail what is wrong and how to mend it
    void fault(Place place, String detail);

    /// A line was understood and left out on purpose.
    void skipped(String reason);

    /// An item is written in this language.
    void language(String tag);

    /// Something whoever reads the report should know, such as a time that had to be assumed.
    void note(String sentence);
}
