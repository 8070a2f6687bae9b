/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An email rule as in a hand-written client. Keeps unknown members, as the SDK does. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class Rule {
    public String entityId;
    public String actionNeeded;
    public String addedBy;
    public String editedBy;
    public String updateTime;
    public String comment;
    public String attachmentMd5;
    public JsonNode ignoringSpfCheck;
    public JsonNode linkDomains;
    public String linkDomainMatching;
    public String recipient;
    public String recipientMatching;
    public String senderClientIp;
    public String senderDomain;
    public String senderDomainMatching;
    public String senderEmail;
    public String senderEmailMatching;
    public String senderIp;
    public String senderName;
    public String senderNameMatching;
    public String subject;
    public String subjectMatching;
    public JsonNode matchOnlyFuture;
    public JsonNode quarantineAll;

    @JsonIgnore
    private Map<String, JsonNode> unknown;

    @JsonAnySetter
    void unknown(String name, JsonNode value) {
        if (unknown == null) {
            unknown = new LinkedHashMap<>();
        }
        unknown.put(name, value);
    }

    @JsonAnyGetter
    Map<String, JsonNode> unknown() {
        return unknown == null ? Map.of() : unknown;
    }

    /** Returns the rule that every contestant creates. */
    static Rule example() {
        Rule rule = new Rule();
        rule.senderDomain = "partner.example";
        rule.senderDomainMatching = "endswith";
        rule.recipient = "accounting@example.com";
        rule.recipientMatching = "match";
        rule.comment = "Ticket 4711";
        return rule;
    }

    /** The envelope of every request body. */
    public record Sent(Rule requestData) {}

    /** The envelope of a response, which carries the outcome. */
    public static final class Envelope {
        public String requestId;
        public int responseCode;
        public String responseText;
        public String additionalText;
        public int recordsNumber;
        public String scrollId;
    }

    /** A whole response. */
    public static final class ListResponse {
        public Envelope responseEnvelope;
        public List<Rule> responseData;

        /** Returns the rules, or throws {@link RefusedException} if the envelope reports an error. */
        List<Rule> rules() {
            int code = responseEnvelope == null ? 0 : responseEnvelope.responseCode;
            if (code != 0 && (code < 200 || code > 299)) {
                throw new RefusedException(code, null, responseEnvelope.requestId, responseEnvelope.responseText, "");
            }
            return responseData;
        }
    }
}
