package dev.waiver.core.json;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.internal.json.edit.ModelEditor;
import dev.waiver.core.internal.json.read.LenientMapper;
import java.lang.reflect.Type;
import java.util.List;

/**
 * Reads and writes JSON the way this SDK does: leniently in, sparingly out, without loss of what is unknown.
 *
 * <ul>
 *   <li>Unknown members are kept, numbers as they were written: {@code 1.50}, {@code 1E400} and {@code -0.0} included.
 *   <li>A single value is read as a list of one; nulls in a list are skipped; {@code ""} where a list, a map or an
 *       object is expected, and in an optional value, is read as absent.
 *   <li>Numbers given as texts and texts given as numbers are read; what does not fit at all is absent from the model
 *       rather than fatal, and stays in the text of a {@link JsonDocument}.
 *   <li>Only what was set is written.
 *   <li>Depth, text and number length are bounded. The length of a whole answer is the transport's to bound.
 * </ul>
 *
 * <p>Immutable and safe for use by several threads; readers and writers are made once per type.
 */
public final class JsonCodec {

    private final LenientMapper mapper;
    private final ModelEditor editor;

    private JsonCodec(boolean anyCase) {
        this.mapper = new LenientMapper(anyCase);
        this.editor = new ModelEditor(mapper);
    }

    private static final class StrictNames {
        static final JsonCodec CODEC = new JsonCodec(false);
    }

    private static final class AnyCase {
        static final JsonCodec CODEC = new JsonCodec(true);
    }

    /**
     * The codec for services that write each name in one way.
     *
     * @return the codec, always the same
     */
    public static JsonCodec strictNames() {
        return StrictNames.CODEC;
    }

    /**
     * The codec for services that write names now in one case, now in another: the members that a model knows are found
     * in any case. Keys of maps and unknown members keep theirs and are told apart by it.
     *
     * @return the codec, always the same
     */
    public static JsonCodec anyCase() {
        return AnyCase.CODEC;
    }

    /**
     * The reader of a type.
     *
     * @param type a class, or a generic type such as {@code List<State>}
     * @return the reader, made once per type
     * @throws NullPointerException if {@code type} is null
     */
    public ObjectReader reader(Type type) {
        return mapper.reader(type);
    }

    /**
     * The writer of a type.
     *
     * @param type a class, or a generic type such as {@code List<State>}
     * @return the writer, made once per type
     * @throws NullPointerException if {@code type} is null
     */
    public ObjectWriter writer(Type type) {
        return mapper.writer(type);
    }

    /**
     * Reads a value from a text that holds nothing else.
     *
     * @param type the class to read
     * @param text the JSON text
     * @param <T> the type to read
     * @return the value
     * @throws JsonException if the text is not JSON, goes on after the value, or holds no value of that class
     */
    public <T> T read(Class<T> type, String text) {
        return mapper.read(type, text);
    }

    /**
     * Writes a value as text.
     *
     * @param value a model, or anything else that Jackson can write
     * @return the JSON text
     * @throws JsonException if the value cannot be written
     */
    public String write(Object value) {
        return mapper.write(value);
    }

    /**
     * A document as it was received. It is not read before something is asked of it.
     *
     * @param text the JSON text
     * @return the document
     * @throws NullPointerException if {@code text} is null
     */
    public JsonDocument document(String text) {
        return new JsonDocument(this, text, false);
    }

    /**
     * The fields in which two values differ, in the order of the expected value. Decimals are compared as numbers,
     * members of objects without regard to order, elements of lists by position.
     *
     * @param expected a model, a map, a list or a {@code JsonNode}
     * @param actual a value of the same type
     * @return the differences; empty if there are none
     * @throws JsonException if a value cannot be written
     */
    public List<FieldDifference> differences(Object expected, Object actual) {
        return editor.differences(expected, actual);
    }

    LenientMapper mapper() {
        return mapper;
    }

    ModelEditor editor() {
        return editor;
    }
}
