package attune.testkit.erasure;

import static attune.testkit.sample.Drafts.searched;

import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.store.embedded.EmbeddedStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The process that gets killed: erases members in passes of a hundred, while a writer goes on, and says which passes
/// were done.
final class MassErasureChild {
    private MassErasureChild() {}

    /// @param args the folder, the first member to go, and the first to stay
    public static void main(String[] args) {
        EmbeddedStore store = Crowd.open(Path.of(args[0]));
        int from = Integer.parseInt(args[1]);
        int to = Integer.parseInt(args[2]);
        Thread.ofVirtual().start(() -> {
            while (true) store.log().appendNow(List.of(searched(Crowd.name(to), "going on")));
        });
        System.out.println("ready");
        for (int first = from; first < to; first += 100) {
            List<MemberId> members = new ArrayList<>();
            for (int member = first; member < Math.min(to, first + 100); member++) {
                store.directory().member(new ExternalId(Crowd.name(member))).ifPresent(members::add);
            }
            store.erasure().eraseAll(members);
            System.out.println("erased " + first);
        }
        System.out.println("done");
        store.close();
    }
}
