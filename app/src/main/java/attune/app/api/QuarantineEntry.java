package attune.app.api;

import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import attune.http.problem.ProblemKind;
import attune.http.route.Request;
import attune.model.event.Event;
import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.store.log.Directory;
import attune.store.log.Draft;
import attune.store.log.EventLog;
import attune.store.log.Outcome;
import attune.store.projection.SharedProjections;
import attune.store.projection.State;
import attune.store.view.QuarantinesView.Quarantine;
import java.util.List;

/// What staff and members need alike to speak about a quarantine: who is meant, whether one stands, and the way into
/// the log.
record QuarantineEntry(SharedProjections views, State state, Directory directory, EventLog log) {
    /// Under the state's read lock.
    Quarantine standing(MemberId member) {
        return views.quarantines
                .of(member.value())
                .filter(Quarantine::stands)
                .orElseThrow(() -> ProblemKind.CONFLICT
                        .with("Nothing of this member is held now")
                        .exception());
    }

    void append(Event event) {
        Outcome outcome =
                log.appendNow(List.of(Draft.own("platform", Draft.NOW, event))).getFirst();
        if (outcome instanceof Outcome.Rejected(String code, String field, String detail)) {
            throw ProblemKind.CONFLICT.with(detail).at(field).exception();
        }
    }

    MemberId member(Request request) {
        return state.read(() -> ExternalId.parse(request.path("member"))
                .flatMap(directory::member)
                .orElseThrow(QuarantineEntry::unknown));
    }

    private static ProblemException unknown() {
        return Problem.notFound("There is no such member").exception();
    }
}
