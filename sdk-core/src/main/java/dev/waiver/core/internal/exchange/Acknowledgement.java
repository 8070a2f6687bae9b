/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.waiver.core.spi.ResponseFormat;
import dev.waiver.core.spi.ResponseMetadata;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The judgment of the response to a write whose status is a success: done, refused, or neither. It applies where the
 * vendor's own format has not decided.
 */
final class Acknowledgement {
    private static final Set<String> MESSAGES = ignoringCase(
            "message",
            "msg",
            "detail",
            "description",
            "errormessage",
            "error_description",
            "status_text",
            "statustext");
    private static final Set<String> CODES = ignoringCase("status", "code", "statuscode", "status_code");
    private static final Set<String> OK = ignoringCase("ok", "success");

    /** The problem of a response that is a page for people. */
    static final String HTML = "a page of HTML or XML came instead of the service's response";

    private static final String VALUE = "text or a single value does not show whether the change was made";

    private Acknowledgement() {}

    private static Set<String> ignoringCase(String... words) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(words));
        return set;
    }

    /**
     * Judges a body. If the service did not do what was requested, marks the response as refused, with the vendor's
     * error entries.
     *
     * @param body the body, without a byte-order mark, or its beginning
     * @param complete whether the body is complete; a longer one is a value if it is JSON
     * @param trees reads a body as JSON
     * @param format the vendor's format
     * @param meta receives the refusal
     * @return why the response is unclear, so that only reading again can tell; {@code null} if it is not
     */
    static @Nullable String judge(
            String body, boolean complete, ObjectReader trees, ResponseFormat format, ResponseMetadata meta) {
        String text = body.strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.charAt(0) == '<') {
            return HTML;
        }
        if (text.charAt(0) != '{' && text.charAt(0) != '[') {
            return VALUE;
        }
        if (!complete) {
            return null;
        }
        try {
            JsonNode json = trees.readTree(text);
            return json.isArray() ? judgeAll(json, format, meta) : judge(json, format, meta);
        } catch (JacksonException e) {
            return "the response begins like JSON and is not JSON";
        }
    }

    /** Judges a list, which may hold one result per change: only if it holds a single one can it be a refusal. */
    private static @Nullable String judgeAll(JsonNode list, ResponseFormat format, ResponseMetadata meta) {
        for (JsonNode result : list) {
            ResponseMetadata one = list.size() == 1 ? meta : new ResponseMetadata(meta.status());
            String problem = result.isObject() ? judge(result, format, one) : VALUE;
            if (problem == null && one != meta && one.refused()) {
                problem = "one of several results is an error";
            }
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static @Nullable String judge(JsonNode object, ResponseFormat format, ResponseMetadata meta) {
        boolean message = false;
        boolean more = false;
        boolean refused = false;
        Integer code = null;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            JsonNode said = member.getValue();
            if (name.equalsIgnoreCase("error") || name.equalsIgnoreCase("errors")) {
                refused |= !isEmpty(said);
                more |= isEmpty(said);
                code = code == null ? codeWithin(said) : code;
            } else if (name.equalsIgnoreCase("success") && said.asText().strip().equalsIgnoreCase("false")) {
                refused = true;
            } else if (CODES.contains(name) && !format.isValue(object)) {
                Integer number = number(said);
                if (number != null && !isSuccess(number)) {
                    refused = true;
                    code = isHttp(code) ? code : number;
                }
                more |= number != null || OK.contains(said.asText().strip());
            } else if (MESSAGES.contains(name)) {
                message = true;
            } else {
                more = true;
            }
        }
        if (refused) {
            meta.refuse(code);
            if (meta.errors().isEmpty()) {
                format.readError(object, meta);
            }
            return null;
        }
        return message && !more ? "a message alone does not show whether the change was made" : null;
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
            Integer code = CODES.contains(member.getKey()) ? number(member.getValue()) : null;
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
