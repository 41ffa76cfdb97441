package attune.app.operate;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

/// How full the heap really is: what was left after the last collection, as a share of what there may be. What has not
/// been collected yet says nothing.
public final class HeapUse {
    private HeapUse() {}

    /// 0 to 1; 0 before the first collection.
    public static double share() {
        long left = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage after = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            if (after != null) left += after.getUsed();
        }
        return (double) left / Runtime.getRuntime().maxMemory();
    }
}
