package attune.app.evaluate;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// CPU time of the whole process since it was made: on a shared machine the wall's clock measures the neighbours.
public final class Stopwatch {
    private final long startedNanos = cpuNanos();

    public double seconds() {
        return (cpuNanos() - startedNanos) / 1e9;
    }

    static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
