package dev.waiver.core.json;

/**
 * A document was not edited, because doing so would have lost something of it. The document is as it was.
 *
 * <p>It happens where the service sent a shape that the model can read but not put back in place, such as a list whose
 * elements cannot be told apart.
 */
public class JsonEditException extends JsonException {

    private static final long serialVersionUID = 1L;

    /** The place in the document. */
    private final String path;

    /**
     * Creates an exception.
     *
     * @param path the place in the document, such as {@code States[0].Actions}
     * @param reason what would be lost
     */
    public JsonEditException(String path, String reason) {
        super((path.isEmpty() ? "the document" : path) + ": " + reason, null);
        this.path = path;
    }

    /**
     * The place in the document.
     *
     * @return a path such as {@code States[0].Actions}; empty for the document itself
     */
    public String path() {
        return path;
    }
}
