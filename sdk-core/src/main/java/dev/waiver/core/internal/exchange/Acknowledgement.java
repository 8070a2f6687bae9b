package dev.waiver.core.internal.exchange;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.waiver.core.spi.ResponseFormat;
import dev.waiver.core.spi.ResponseMetadata;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on the response to a write whose status is a success: done, refused, or neither. It applies where the
 * vendor's own format has not decided.
 *
 * @param kind the verdict
 * @param code the code of a refusal, interpreted like an HTTP status, if it has one
 * @param body the body of a refusal
 * @param problem why the response is unclear
 */
record Acknowledgement(
        Kind kind,
        @Nullable Integer code,
        @Nullable JsonNode body,
        @Nullable String problem) {
    /** The kinds of verdicts. */
    enum Kind {
        /** The service did what was requested. */
        ACKNOWLEDGED,
        /** The service did not do it. */
        REFUSED,
        /** The response shows neither, so that only reading again can tell. */
        UNCLEAR
    }

    private static final Acknowledgement DONE = new Acknowledgement(Kind.ACKNOWLEDGED, null, null, null);
    private static final Set<String> MESSAGES = Set.of(
            "message",
            "msg",
            "detail",
            "description",
            "errormessage",
            "error_description",
            "status_text",
            "statustext");
    private static final List<String> CODES = List.of("status", "code", "statuscode", "status_code");
    private static final Set<String> OK = Set.of("ok", "success");

    /**
     * Returns the verdict on a body.
     *
     * @param body the body, without a byte-order mark, or its beginning
     * @param complete whether the body is complete; a longer one is a value if it is JSON
     * @param trees reads a body as JSON
     * @param format the vendor's format
     */
    static Acknowledgement of(String body, boolean complete, ObjectReader trees, ResponseFormat format) {
        String text = body.strip();
        if (text.isEmpty()) {
            return DONE;
        }
        if (text.charAt(0) == '<') {
            return unclear("a page of HTML or XML came instead of the service's response");
        }
        if (text.charAt(0) != '{' && text.charAt(0) != '[') {
            return unclear("text or a single value does not show whether the change was made");
        }
        if (!complete) {
            return DONE;
        }
        try {
            JsonNode json = trees.readTree(text);
            return json.isObject() ? of(json, format.isValue(json)) : DONE;
        } catch (JacksonException e) {
            return unclear("the response begins like JSON and is not JSON");
        }
    }

    private static Acknowledgement of(JsonNode object, boolean value) {
        boolean message = false;
        boolean more = false;
        boolean refused = false;
        Integer code = null;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey().toLowerCase(Locale.ROOT);
            JsonNode said = member.getValue();
            if (name.equals("error") || name.equals("errors")) {
                refused |= !isEmpty(said);
                more |= isEmpty(said);
                code = code == null ? codeWithin(said) : code;
            } else if (name.equals("success") && said.asText().strip().equalsIgnoreCase("false")) {
                refused = true;
            } else if (CODES.contains(name) && !value) {
                Integer number = number(said);
                if (number != null && !isSuccess(number)) {
                    refused = true;
                    code = isHttp(code) ? code : number;
                }
                more |= number != null || OK.contains(said.asText().strip().toLowerCase(Locale.ROOT));
            } else if (MESSAGES.contains(name)) {
                message = true;
            } else {
                more = true;
            }
        }
        if (refused) {
            return new Acknowledgement(Kind.REFUSED, code, object, null);
        }
        return message && !more ? unclear("a message alone does not show whether the change was made") : DONE;
    }

    private static Acknowledgement unclear(String problem) {
        return new Acknowledgement(Kind.UNCLEAR, null, null, problem);
    }

    /** Records a refusal, with the vendor's error entries. */
    void refuse(ResponseFormat format, ResponseMetadata meta) {
        meta.refuse(code);
        if (meta.errors().isEmpty() && body != null) {
            format.readError(body, meta);
        }
    }

    private static boolean isEmpty(JsonNode error) {
        return error.isNull()
                || (error.isContainerNode() && error.isEmpty())
                || (error.isTextual() && error.textValue().isBlank())
                || (error.isBoolean() && !error.booleanValue())
                || (error.isNumber() && error.decimalValue().signum() == 0);
    }

    /** Returns the code in an error, or in the first of several. */
    private static @Nullable Integer codeWithin(JsonNode error) {
        JsonNode first = error.isArray() && !error.isEmpty() ? error.get(0) : error;
        Integer found = null;
        for (Map.Entry<String, JsonNode> member : first.properties()) {
            Integer code = CODES.contains(member.getKey().toLowerCase(Locale.ROOT)) ? number(member.getValue()) : null;
            if (code != null && !isSuccess(code) && !isHttp(found)) {
                found = code;
            }
        }
        return found;
    }

    /** Returns a number, also one that was sent as text. */
    private static @Nullable Integer number(JsonNode said) {
        String text = said.isNumber() || said.isTextual() ? said.asText().strip() : "";
        return text.matches("-?\\d{1,9}(\\.0+)?") ? Integer.valueOf(text.replaceAll("\\..*", "")) : null;
    }

    private static boolean isHttp(@Nullable Integer code) {
        return code != null && code >= 300 && code <= 599;
    }

    /** Zero is the code of a success where codes are not HTTP's. */
    private static boolean isSuccess(int code) {
        return code == 0 || (code >= 200 && code <= 299);
    }
}
