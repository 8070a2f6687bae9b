package dev.waiver.core.internal.json.read;

/**
 * An escaper of lone surrogates. JSON allows them as escapes, but they have no UTF-8 encoding: unescaped, each would
 * silently become a question mark.
 */
final class LoneSurrogates {

    private LoneSurrogates() {}

    /** Returns the JSON text with each lone surrogate escaped. In JSON they occur only within strings. */
    static String escaped(String json) {
        int first = next(json, 0);
        if (first < 0) {
            return json;
        }
        StringBuilder out = new StringBuilder(json.length() + 16);
        int from = 0;
        for (int at = first; at >= 0; at = next(json, from)) {
            out.append(json, from, at).append("\\u").append(Integer.toHexString(json.charAt(at)));
            from = at + 1;
        }
        return out.append(json, from, json.length()).toString();
    }

    private static int next(String json, int from) {
        for (int i = from; i < json.length(); i++) {
            char c = json.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < json.length()
                        && Character.isLowSurrogate(json.charAt(i + 1))) {
                    i++;
                } else {
                    return i;
                }
            }
        }
        return -1;
    }
}
