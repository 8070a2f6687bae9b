package dev.waiver.core.internal.json.edit;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.json.JsonModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The members or elements of a value, whichever class represents the JSON object or array: a model, a map, a list or a
 * node.
 */
final class JsonView {

    private final ModelEditor models;
    private final JavaType node;

    JsonView(ModelEditor models) {
        this.models = models;
        this.node = models.type(JsonNode.class);
    }

    /** Returns the members of a value that is written as an object, or null if it is written as something else. */
    @Nullable
    Map<String, Object> members(Object value, JavaType declared) {
        if (value instanceof JsonModel model) {
            return shape(model, declared).members(model);
        }
        Map<String, Object> members = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> members.put(String.valueOf(name), member));
        } else if (value instanceof ObjectNode object) {
            object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        } else {
            return null;
        }
        return members;
    }

    /** Returns the elements of a value that is written as an array, or null if it is written as something else. */
    static @Nullable List<?> elements(Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        if (value instanceof Collection<?> collection) {
            return new ArrayList<>(collection);
        }
        if (value instanceof ArrayNode array) {
            List<JsonNode> elements = new ArrayList<>(array.size());
            array.forEach(elements::add);
            return elements;
        }
        return null;
    }

    /** Returns the name under which the value holds the member with the given name in the text. */
    String memberName(String textName, Object value, JavaType declared) {
        return value instanceof JsonModel model ? shape(model, declared).modelName(textName) : textName;
    }

    /** Returns the declared type of a member; that of nodes if none is declared. */
    JavaType memberType(String name, Object value, JavaType declared) {
        return value instanceof JsonModel model ? shape(model, declared).memberType(name) : contentType(declared);
    }

    /** Returns the declared type of elements; that of nodes if none is declared. */
    JavaType contentType(JavaType declared) {
        JavaType content = declared.getContentType();
        return content == null ? node : content;
    }

    /** Returns how many members are equal in two values; 0 if they are not objects. */
    int similarity(Object one, Object other, JavaType declared) {
        Map<String, Object> some = members(one, declared);
        Map<String, Object> others = members(other, declared);
        if (some == null || others == null) {
            return 0;
        }
        int shared = 0;
        for (Map.Entry<String, Object> member : some.entrySet()) {
            if (Objects.equals(member.getValue(), others.get(member.getKey()))) {
                shared++;
            }
        }
        return shared;
    }

    // Uses the declared interface if possible: the generated class that implements it is not public.
    private ModelProperties shape(JsonModel model, JavaType declared) {
        return models.properties(
                JsonModel.class.isAssignableFrom(declared.getRawClass())
                                && declared.getRawClass().isInstance(model)
                        ? declared
                        : models.type(model.getClass()));
    }
}
