package attune.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WriterThreadTest {
    private final List<List<String>> written = new ArrayList<>();

    @Test
    void what_waits_is_written_in_order_and_in_groups_before_closing_returns() {
        WriterThread<Word> writer = writer(2);
        List<Word> words = List.of(new Word("a"), new Word("b"), new Word("c"));
        words.forEach(writer::submit);

        writer.start();
        writer.close();

        assertThat(written).containsExactly(List.of("a", "b"), List.of("c"));
        assertThat(words).allSatisfy(word -> assertThat(word.done()).isCompleted());
    }

    @Test
    void an_error_refuses_what_is_at_hand_what_waits_and_what_comes_later() throws Exception {
        WriterThread<Word> writer = writer(1);
        Word broken = new Word("broken");
        Word waiting = new Word("waiting");
        writer.submit(broken);
        writer.submit(waiting);

        writer.start();

        for (Word word : List.of(broken, waiting)) refused(word);
        // More than fit into the queue: none may be stuck.
        for (int i = 0; i < 10; i++) {
            Word late = new Word("late");
            writer.submit(late);
            refused(late);
        }
        writer.close();
    }

    @Test
    void a_closed_one_refuses_what_comes_later() throws Exception {
        WriterThread<Word> writer = writer(8);
        writer.start();
        writer.close();

        Word late = new Word("late");
        writer.submit(late);

        refused(late);
    }

    @Test
    void an_interrupted_caller_has_the_thread_do_the_work_and_stays_interrupted() throws Exception {
        WriterThread<Word> writer = writer(8);
        Word word = new Word("a");
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread caller = Thread.ofPlatform().start(() -> {
            Thread.currentThread().interrupt();
            writer.submit(word);
            if (Thread.currentThread().isInterrupted()) interrupted.countDown();
        });
        caller.join();

        writer.start();
        writer.close();

        assertThat(interrupted.getCount()).isZero();
        assertThat(word.done().get(1, TimeUnit.SECONDS)).isEqualTo("attune-test-writer");
    }

    private static void refused(Word word) {
        assertThatThrownBy(() -> word.done().get(10, TimeUnit.SECONDS)).hasRootCauseInstanceOf(Throwable.class);
        assertThat(word.done()).isCompletedExceptionally();
    }

    private record Word(String text, CompletableFuture<String> done) implements WriterThread.Work {
        Word(String text) {
            this(text, new CompletableFuture<>());
        }

        @Override
        public void refuse(Throwable why) {
            done.completeExceptionally(why);
        }
    }

    private WriterThread<Word> writer(int groupSize) {
        return new WriterThread<>("attune-test-writer", 4, groupSize, group -> {
            if (group.getFirst().text.equals("broken")) throw new AssertionError("planted");
            written.add(group.stream().map(Word::text).toList());
            group.forEach(word -> word.done.complete(Thread.currentThread().getName()));
        });
    }
}
