package dev.waiver.core.internal.json.edit;

import com.fasterxml.jackson.databind.JavaType;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.internal.json.read.LenientMapper;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What edits and comparisons need of models: how they are read and written, and the members they know. */
public final class ModelEditor {

    private final LenientMapper mapper;
    private final ConcurrentMap<JavaType, ModelProperties> shapes = new ConcurrentHashMap<>();

    public ModelEditor(LenientMapper mapper) {
        this.mapper = mapper;
    }

    /** The text with the change from one model to another, which the first was read from. */
    public <T> String edit(String text, Class<T> type, T before, T after) {
        return JsonTextEditor.apply(this, text, mapper.type(type), before, after);
    }

    /** The text of an object without the members of these names, in lower case. */
    public String without(String text, Set<String> lowerCaseNames) {
        return JsonTextEditor.without(this, text, lowerCaseNames);
    }

    /** Whether the text is that of an object. */
    public static boolean isObject(String text) {
        return text.charAt(JsonSpan.skipBlanks(text, 0)) == '{';
    }

    /** The fields in which two values differ. */
    public List<FieldDifference> differences(Object expected, Object actual) {
        return Differences.between(this, expected, actual);
    }

    public JavaType type(Type type) {
        return mapper.type(type);
    }

    String write(Object value) {
        return mapper.write(value);
    }

    <T> T read(Class<T> type, String text) {
        return mapper.read(type, text);
    }

    boolean holds(JavaType type, String text) {
        return mapper.holds(type, text);
    }

    ModelProperties properties(JavaType model) {
        ModelProperties known = shapes.get(model);
        return known != null
                ? known
                : shapes.computeIfAbsent(model, t -> ModelProperties.of(mapper.serialization(), t, mapper.isAnyCase()));
    }
}
