package dev.waiver.core.spi;

import dev.waiver.core.error.ErrorEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is read from an answer beside its value; filled by an {@link ResponseFormat}. */
public final class ResponseMetadata {
    private final int status;
    private @Nullable String serverRequestId;
    private boolean refused;
    private @Nullable String malformed;
    private @Nullable Integer refusalCode;
    private List<ErrorEntry> errors = List.of();
    private @Nullable EnvelopeMembers envelope;

    /**
     * For the engine and for tests of a format.
     *
     * @param status the HTTP status
     */
    public ResponseMetadata(int status) {
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /**
     * The envelope says that this is an error although the status says otherwise.
     *
     * @param code the envelope's code, read as a status would be, or {@code null} if it has none
     */
    public void refuse(@Nullable Integer code) {
        refused = true;
        refusalCode = code;
    }

    /**
     * The answer has not the shape that the vendor's answers have, so that it cannot say "nothing found" either. It
     * fails whoever needs a list or another value; who needs none takes the status for it.
     *
     * @param problem what is missing or unexpected
     */
    public void malformed(String problem) {
        malformed = problem;
    }

    /** What is missing or unexpected in the answer's shape. */
    public Optional<String> malformed() {
        return Optional.ofNullable(malformed);
    }

    /** Whether the envelope said that this is an error. */
    public boolean refused() {
        return refused;
    }

    /** The envelope's code of the refusal. */
    public Optional<Integer> refusalCode() {
        return Optional.ofNullable(refusalCode);
    }

    /**
     * The id that the service gave the exchange.
     *
     * @param id the id; {@code null} and blank mean none
     */
    public void serverRequestId(@Nullable String id) {
        serverRequestId = id == null || id.isBlank() ? null : id;
    }

    /** The id that the service gave the exchange, if any. */
    public Optional<String> serverRequestId() {
        return Optional.ofNullable(serverRequestId);
    }

    /**
     * Adds an error entry.
     *
     * @param entry what the service said
     */
    public void error(ErrorEntry entry) {
        if (errors.isEmpty()) {
            errors = List.of(entry); // nearly always the only one
            return;
        }
        List<ErrorEntry> more = new ArrayList<>(errors);
        more.add(entry);
        errors = more;
    }

    /** The error entries. */
    public List<ErrorEntry> errors() {
        return errors;
    }

    /**
     * Keeps something that the envelope said.
     *
     * @param name the vendor's name for it
     * @param value its value as text
     */
    public void envelope(String name, String value) {
        EnvelopeMembers members = envelope;
        if (members == null) {
            members = new EnvelopeMembers();
            envelope = members;
        }
        members.set(name, value);
    }

    /** What the envelope said. */
    public Map<String, String> envelope() {
        return envelope == null ? Map.of() : envelope;
    }
}
