package dev.waiver.core.internal.json.edit;

import com.fasterxml.jackson.databind.JavaType;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.internal.json.read.LenientMapper;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** An editor that compares models and applies their differences to JSON text. */
public final class ModelEditor {

    private final LenientMapper mapper;
    private final ConcurrentMap<JavaType, ModelProperties> cache = new ConcurrentHashMap<>();

    public ModelEditor(LenientMapper mapper) {
        this.mapper = mapper;
    }

    /** Returns the text with the change between two models, the first of which was read from it. */
    public <T> String edit(String text, Class<T> type, T before, T after) {
        return JsonTextEditor.apply(this, text, mapper.type(type), before, after);
    }

    /** Returns the text of an object without the members of the given names, in lowercase. */
    public String without(String text, Set<String> lowerCaseNames) {
        return JsonTextEditor.without(this, text, lowerCaseNames);
    }

    /** Returns whether the text is that of an object. */
    public static boolean isObject(String text) {
        return text.charAt(JsonSpan.skipBlanks(text, 0)) == '{';
    }

    /** Returns the fields in which two values differ. */
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
        ModelProperties known = cache.get(model);
        return known != null
                ? known
                : cache.computeIfAbsent(model, t -> ModelProperties.of(mapper.serialization(), t, mapper.isAnyCase()));
    }
}
