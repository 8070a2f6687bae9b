package dev.waiver.core.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Reads and writes JSON the way this SDK does: leniently in, sparingly out, without loss of what is unknown.
 *
 * <ul>
 *   <li>Unknown members are kept, numbers as they were written: {@code 1.50}, {@code 1E400} and {@code -0.0} included.
 *   <li>A single value is read as a list of one; nulls in a list are skipped; {@code ""} where a list, a map or an object is
 *       expected, and in an optional value, is read as absent.
 *   <li>Numbers given as texts and texts given as numbers are read; what does not fit at all is absent from the model rather than
 *       fatal, and stays in the text of a {@link JsonDocument}.
 *   <li>Only what was set is written.
 *   <li>Depth, text and number length are bounded. The length of a whole answer is the transport's to bound.
 * </ul>
 *
 * <p>Immutable and safe for use by several threads; readers and writers are made once per type.
 */
public final class JsonCodec {

    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(200)
            .maxStringLength(16 * 1024 * 1024)
            .maxNumberLength(5_000)
            .maxNameLength(10_000)
            .build();

    private final JsonMapper mapper;
    private final boolean anyCase;
    private final ConcurrentMap<Type, ObjectReader> readers = new ConcurrentHashMap<>();
    private final ConcurrentMap<Type, ObjectWriter> writers = new ConcurrentHashMap<>();
    private final ConcurrentMap<JavaType, ModelShape> shapes = new ConcurrentHashMap<>();

    private JsonCodec(boolean anyCase) {
        this.anyCase = anyCase;
        this.mapper = mapper(anyCase);
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
     * The codec for services that write names now in one case, now in another: the members that a model knows are found in any
     * case. Keys of maps and unknown members keep theirs and are told apart by it.
     *
     * @return the codec, always the same
     */
    public static JsonCodec anyCase() {
        return AnyCase.CODEC;
    }

    private static JsonMapper mapper(boolean anyCase) {
        JsonFactory factory =
                JsonFactory.builder().streamReadConstraints(BOUNDS).build();
        JsonMapper mapper = JsonMapper.builder(factory)
                // Names are compared in lower case, and in Turkish "ID" would not be "id".
                .defaultLocale(Locale.ROOT)
                .annotationIntrospector(new LenientReading.Annotations())
                .addModule(new LenientReading())
                .addHandler(new LenientReading.Misfits())
                .configure(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES, anyCase)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
                .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.SKIP))
                .build();
        emptyText(mapper, LogicalType.Map, CoercionAction.AsEmpty);
        emptyText(mapper, LogicalType.Collection, CoercionAction.AsEmpty);
        emptyText(mapper, LogicalType.POJO, CoercionAction.AsNull);
        return mapper;
    }

    private static void emptyText(JsonMapper mapper, LogicalType type, CoercionAction action) {
        mapper.coercionConfigFor(type).setCoercion(CoercionInputShape.EmptyString, action);
    }

    /**
     * The reader of a type.
     *
     * @param type a class, or a generic type such as {@code List<State>}
     * @return the reader, made once per type
     * @throws NullPointerException if {@code type} is null
     */
    public ObjectReader reader(Type type) {
        ObjectReader known = readers.get(Objects.requireNonNull(type, "type"));
        return known != null ? known : readers.computeIfAbsent(type, t -> mapper.readerFor(mapper.constructType(t)));
    }

    /**
     * The writer of a type.
     *
     * @param type a class, or a generic type such as {@code List<State>}
     * @return the writer, made once per type
     * @throws NullPointerException if {@code type} is null
     */
    public ObjectWriter writer(Type type) {
        ObjectWriter known = writers.get(Objects.requireNonNull(type, "type"));
        return known != null ? known : writers.computeIfAbsent(type, t -> mapper.writerFor(mapper.constructType(t)));
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
        Objects.requireNonNull(text, "text");
        T value;
        try (JsonParser in = mapper.createParser(text)) {
            if (in.nextToken() == null) {
                throw new JsonException("expected " + type.getSimpleName() + ", found nothing", null);
            }
            value = reader(type).readValue(in);
            if (in.nextToken() != null) {
                throw new JsonException("the text goes on after the " + type.getSimpleName(), null);
            }
        } catch (IOException e) {
            throw new JsonException("cannot be read as " + type.getSimpleName() + ": " + brief(e), e);
        }
        if (value == null) {
            throw new JsonException("expected " + type.getSimpleName() + ", found something else", null);
        }
        return value;
    }

    /**
     * Writes a value as text.
     *
     * @param value a model, or anything else that Jackson can write
     * @return the JSON text
     * @throws JsonException if the value cannot be written
     */
    public String write(Object value) {
        Objects.requireNonNull(value, "value");
        try {
            return LoneSurrogates.escaped(writer(Object.class).writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new JsonException(value.getClass().getSimpleName() + " cannot be written: " + brief(e), e);
        }
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
     * The fields in which two values differ, in the order of the expected value. Decimals are compared as numbers, members of
     * objects without regard to order, elements of lists by position.
     *
     * @param expected a model, a map, a list or a {@code JsonNode}
     * @param actual a value of the same type
     * @return the differences; empty if there are none
     * @throws JsonException if a value cannot be written
     */
    public List<FieldDifference> differences(Object expected, Object actual) {
        return Differences.between(this, expected, actual);
    }

    ModelShape shape(JavaType model) {
        ModelShape known = shapes.get(model);
        return known != null
                ? known
                : shapes.computeIfAbsent(model, t -> ModelShape.of(mapper.getSerializationConfig(), t, anyCase));
    }

    /** Proves that a text is one JSON value. */
    void requireJson(String text) {
        try (JsonParser in = mapper.createParser(text)) {
            boolean some = in.nextToken() != null;
            in.skipChildren();
            if (!some || in.nextToken() != null) {
                throw new JsonException("the text is not one JSON value", null);
            }
        } catch (IOException e) {
            throw new JsonException("the text is not JSON: " + brief(e), e);
        }
    }

    /** Whether a model that reads this text as an element holds it: neither a null nor a misfit. */
    boolean holds(JavaType type, String text) {
        if (text.equals("null")) {
            return false;
        }
        try {
            return reader(type).readValue(text) != null;
        } catch (IOException e) {
            throw new JsonException("an element cannot be read: " + brief(e), e);
        }
    }

    JavaType type(Type type) {
        return mapper.constructType(type);
    }

    private static String brief(IOException problem) {
        return problem instanceof JsonProcessingException json ? json.getOriginalMessage() : problem.toString();
    }
}
