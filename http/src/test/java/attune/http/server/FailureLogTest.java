package attune.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailureLogTest {
    private static final Logger LOG = Logger.getLogger("attune.http.failure");

    private final List<String> lines = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            lines.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
        LOG.setUseParentHandlers(false);
    }

    @AfterEach
    void leave() {
        LOG.removeHandler(handler);
        LOG.setUseParentHandlers(true);
    }

    @Test
    void each_failure_is_found_by_its_request_and_its_places_are_told_once_a_minute() {
        FailureLog log = new FailureLog(now::get);

        for (int i = 0; i < 3; i++) log.record("request-" + i, "/v1/events", failure());
        now.addAndGet(TimeUnit.MINUTES.toNanos(1));
        log.record("request-3", "/v1/events", failure());

        assertThat(lines).hasSize(4);
        for (int i = 0; i < 4; i++) assertThat(lines.get(i)).startsWith("Request request-" + i + " to /v1/events");
        assertThat(lines.get(0)).contains("\n    at ");
        assertThat(lines.get(2)).doesNotContain("\n").contains("IllegalStateException, as request request-0 did");
        assertThat(lines.get(3)).contains("\n    at ");
        assertThat(lines.toString()).doesNotContain("diary");
    }

    private static RuntimeException failure() {
        return new IllegalStateException("my secret diary");
    }
}
