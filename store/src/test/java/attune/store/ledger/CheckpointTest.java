package attune.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.store.merkle.Hash;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Golden values: the example in the documentation of Go's package sumdb/note, whose form C2SP made its own.
class CheckpointTest {
    private static final String VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String SIGNER = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private static final String TEXT =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private static final String SIGNATURE = "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN"
            + "1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    @Test
    void a_foreign_note_is_verified_and_ours_is_byte_for_byte_the_same() {
        byte[] key = Base64.getDecoder().decode(SIGNER);
        NoteSigner signer = new NoteSigner("PeterNeumann", Arrays.copyOfRange(key, 1, key.length));

        assertThat(NoteKey.parse(VERIFIER).signed(TEXT + "\n" + SIGNATURE)).isTrue();
        assertThat(signer.sign(TEXT)).isEqualTo(TEXT + "\n" + SIGNATURE);
        assertThat(signer.verifier()).hasToString(VERIFIER);
    }

    @Test
    void any_changed_byte_of_a_note_breaks_its_signature() {
        String note = TEXT + "\n" + SIGNATURE;
        NoteKey key = NoteKey.parse(VERIFIER);

        // The last but one character of the signature holds bits that base64 does not use.
        for (int i = 0; i < note.length() - 3; i++) {
            char[] changed = note.toCharArray();
            changed[i] = (char) (changed[i] ^ 1);
            assertThat(key.signed(new String(changed))).as("character " + i).isFalse();
        }
    }

    @Test
    void a_witness_may_add_a_line() {
        NoteSigner witness = new NoteSigner("witness", new byte[32]);
        String theirs = witness.sign(TEXT).substring(TEXT.length() + 1);
        String note = TEXT + "\n" + theirs + SIGNATURE;

        assertThat(NoteKey.parse(VERIFIER).signed(note)).isTrue();
        assertThat(witness.verifier().signed(note)).isTrue();
        assertThat(new NoteSigner("other", new byte[32]).verifier().signed(note))
                .isFalse();
    }

    @Test
    void a_checkpoint_reads_back_and_a_file_holds_many() {
        NoteSigner signer = new NoteSigner("attune-ledger/1", new byte[32]);
        Checkpoint one = new Checkpoint("attune-ledger/1", 1, Hash.leaf(new byte[0]), 1_764_000_000_123L);
        Checkpoint two = new Checkpoint("attune-ledger/1", 2, Hash.EMPTY, 1_764_000_001_000L);
        String file = signer.sign(one.text()) + "\n" + signer.sign(two.text()) + "\n";

        List<String> notes = Checkpoint.notes(file);

        assertThat(notes).hasSize(2).allMatch(signer.verifier()::signed);
        assertThat(notes.stream().map(Checkpoint::parse)).containsExactly(one, two);
        assertThat(one.text()).startsWith("attune-ledger/1\n1\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n");
    }

    @Test
    void what_is_no_checkpoint_and_no_key_says_what_one_is() {
        assertThatThrownBy(() -> Checkpoint.parse(TEXT + "\n" + SIGNATURE)).hasMessageContaining("four lines");
        assertThatThrownBy(() -> NoteKey.parse("x+y")).hasMessageContaining("name+hash+base64");
        assertThatThrownBy(() -> NoteKey.parse(VERIFIER.replace("c74f", "c74e")))
                .hasMessageContaining("does not have its hash");
    }
}
