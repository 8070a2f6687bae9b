package dev.waiver.core.internal.engine;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** The headers of an answer as a map that is made when somebody looks: most successful calls never do. */
final class AnswerHeaders extends AbstractMap<String, List<String>> implements Serializable {
    private static final long serialVersionUID = 1;

    private final transient Headers headers;
    private transient @Nullable Map<String, List<String>> map;

    AnswerHeaders(Headers headers) {
        this.headers = headers;
    }

    @Override
    public Set<Entry<String, List<String>>> entrySet() {
        Map<String, List<String>> made = map;
        if (made == null) {
            made = Failures.headers(headers);
            made.replaceAll((name, values) -> List.copyOf(values));
            made = Collections.unmodifiableMap(made);
            map = made;
        }
        return made.entrySet();
    }

    @Override
    public @Nullable List<String> get(@Nullable Object name) {
        for (Entry<String, List<String>> entry : entrySet()) {
            if (entry.getKey().equals(name)) {
                return entry.getValue();
            }
        }
        return null;
    }

    private Object writeReplace() {
        LinkedHashMap<String, List<String>> plain = new LinkedHashMap<>();
        forEach((name, values) -> plain.put(name, new ArrayList<>(values)));
        return plain;
    }
}
