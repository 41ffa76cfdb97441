package attune.pipeline.stage;

import attune.model.policy.Reason;
import attune.pipeline.slate.Candidates;
import attune.pipeline.slate.Proposals;
import attune.pipeline.slate.Query;
import attune.pipeline.slate.Removals;
import attune.pipeline.slate.Selection;
import attune.pipeline.trace.Trace;
import java.util.Optional;

/// One step of a pipeline. Gates, query hydrators, sources, hydrators and effects may touch the world;
/// filters, scorers and selectors are pure functions of the query and the columns they declare, and a
/// score never depends on other rows.
public sealed interface Stage {
    Spec spec();

    /// May this request run at all?
    non-sealed interface Gate extends Stage {
        /// Empty to go on, or why not.
        Optional<Reason> refuse(Query query);
    }

    /// Finds out something about the viewer or the context.
    non-sealed interface QueryHydrator extends Stage {
        void hydrate(Query query);
    }

    /// Proposes items.
    non-sealed interface Source extends Stage {
        /// How many it proposes at most.
        int cap();

        void propose(Query query, Proposals into);

        /// Why a member sees items of this source; `{}` stands for the evidence it names.
        Reason why();
    }

    /// Fills columns, row by row independent of the other rows.
    non-sealed interface Hydrator extends Stage {
        void hydrate(Query query, Candidates rows);
    }

    /// Removes rows, each with a reason it declared.
    non-sealed interface Filter extends Stage {
        void filter(Query query, Candidates rows, Removals into);
    }

    /// Fills score columns; higher is better.
    non-sealed interface Scorer extends Stage {
        void score(Query query, Candidates rows);
    }

    /// Orders and cuts.
    non-sealed interface Selector extends Stage {
        void select(Query query, Candidates rows, Selection into);
    }

    /// Acts after the answer is made; a failing effect never changes the answer.
    non-sealed interface Effect extends Stage {
        void apply(Query query, Trace trace);
    }
}
