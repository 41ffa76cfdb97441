package attune.testkit.contract;

import attune.testkit.sample.MemoryStore;
import java.util.List;

class MemoryEventLogTest extends EventLogContract {
    @Override
    protected Subject open() {
        MemoryStore store = MemoryStore.open(clock, List.of());
        return new Subject(store.log(), store.directory(), store.state(), store.log()::close);
    }

    @Override
    protected Subject reopen() {
        return subject;
    }
}
