package attune.app.operate;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// Hears SIGTERM and SIGINT: the first asks the node to end in order, the second ends it at once.
///
/// Java's own shutdown hooks hear only the first. What hears each is in `sun.misc`, which every runtime has and no
/// compiler likes; it is reached by name, here and nowhere else.
public final class StopSignals {
    private StopSignals() {}

    /// @param first  called once, on another thread
    /// @param second called with the exit code that says which signal it was (143 or 130)
    /// @return whether signals are heard; if not, the caller uses a shutdown hook
    public static boolean hear(Runnable first, IntConsumer second) {
        AtomicInteger heard = new AtomicInteger();
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object hears =
                    Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (self, method, with) -> {
                        if (!method.getName().equals("handle")) {
                            throw new UnsupportedOperationException(method.getName());
                        }
                        int number = (int) signal.getMethod("getNumber").invoke(with[0]);
                        if (heard.incrementAndGet() == 1) first.run();
                        else second.accept(128 + number);
                        return null;
                    });
            for (String name : List.of("TERM", "INT")) {
                Object one = signal.getConstructor(String.class).newInstance(name);
                Object _ = signal.getMethod("handle", signal, handler).invoke(null, one, hears);
            }
            return true;
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException unheard) {
            return false;
        }
    }
}
