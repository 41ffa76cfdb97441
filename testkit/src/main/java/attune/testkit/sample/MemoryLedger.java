package attune.testkit.sample;

import attune.store.ledger.Checkpoint;
import attune.store.ledger.Entry;
import attune.store.ledger.EntryCodec;
import attune.store.ledger.Ledger;
import attune.store.ledger.LedgerUnavailable;
import attune.store.ledger.NoteSigner;
import attune.store.merkle.Hash;
import attune.store.merkle.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A ledger in memory, unsealed, for tests of those who write to it; [#refuse()] makes it fail as a full disk does.
public final class MemoryLedger implements Ledger {
    private final NoteSigner signer = new NoteSigner("attune-ledger/test", new byte[32]);
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> published = new ArrayList<>();
    private boolean refusing;
    private Consumer<Entry> hears = _ -> {};

    /// Who is told of each entry when it stands, and may do something before whoever recorded it goes on.
    public synchronized void tell(Consumer<Entry> whom) {
        hears = whom;
    }

    @Override
    public synchronized long append(List<Entry> more) {
        if (refusing) throw new LedgerUnavailable("The test's ledger refuses.");
        long first = entries.size();
        entries.addAll(more);
        more.forEach(hears);
        return first;
    }

    /// From now on nothing can be recorded.
    public synchronized void refuse() {
        refusing = true;
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public synchronized long size() {
        return entries.size();
    }

    @Override
    public synchronized List<Recorded> entries(long from, int limit) {
        List<Recorded> recorded = new ArrayList<>();
        for (int i = (int) from; i < Math.min(entries.size(), from + limit); i++) {
            byte[] bytes = EntryCodec.encode(entries.get(i));
            recorded.add(new Recorded(i, Hash.leaf(bytes), bytes, entries.get(i)));
        }
        return recorded;
    }

    @Override
    public Hash root(long size) {
        return tree().root(size);
    }

    @Override
    public List<Hash> inclusion(long entry, long size) {
        return tree().inclusion(entry, size);
    }

    @Override
    public List<Hash> consistency(long before, long after) {
        return tree().consistency(before, after);
    }

    private synchronized Tree tree() {
        List<Entry> now = entries();
        return new Tree((level, position) -> subtree(now, level, position));
    }

    private static Hash subtree(List<Entry> entries, int level, long position) {
        if (level == 0) return Hash.leaf(EntryCodec.encode(entries.get((int) position)));
        return Hash.node(subtree(entries, level - 1, 2 * position), subtree(entries, level - 1, 2 * position + 1));
    }

    @Override
    public String checkpoint() {
        long size = size();
        return signer.sign(new Checkpoint(signer.verifier().name(), size, root(size), 0).text());
    }

    @Override
    public synchronized void publish() {
        published.add(checkpoint());
    }

    /// What was published, in order.
    public synchronized List<String> published() {
        return List.copyOf(published);
    }

    @Override
    public String verifierKey() {
        return signer.verifier().toString();
    }
}
