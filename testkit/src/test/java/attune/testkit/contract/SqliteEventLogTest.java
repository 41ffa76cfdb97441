package attune.testkit.contract;

import attune.store.embedded.EmbeddedStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventLogTest extends EventLogContract {
    @TempDir
    Path folder;

    @Override
    protected Subject open() {
        EmbeddedStore store =
                EmbeddedStore.open(folder, List.of(), clock, new SecureRandom(), EmbeddedStore.Progress.SILENT);
        return new Subject(store.log(), store.directory(), store.state(), store::close);
    }

    @Override
    protected Subject reopen() {
        subject.close().run();
        return open();
    }
}
