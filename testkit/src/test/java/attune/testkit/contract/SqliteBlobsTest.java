package attune.testkit.contract;

import static attune.testkit.sample.Drafts.joined;

import attune.store.blob.Blobs;
import attune.store.embedded.EmbeddedStore;
import attune.testkit.sample.SteppingClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteBlobsTest extends BlobsContract {
    @TempDir
    Path folder;

    private @Nullable EmbeddedStore store;

    @Override
    protected Blobs open() {
        EmbeddedStore opened = EmbeddedStore.open(
                folder, List.of(), new SteppingClock(1_000), new SecureRandom(), EmbeddedStore.Progress.SILENT);
        opened.log().appendNow(List.of(joined("ada"), joined("bo")));
        store = opened;
        return opened.blobs();
    }

    @AfterEach
    void closeStore() {
        if (store != null) store.close();
    }
}
