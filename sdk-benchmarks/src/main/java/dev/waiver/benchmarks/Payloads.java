/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The responses of the services, from memory: the same bytes for every contestant and both transports. */
@SuppressWarnings("ArrayRecordComponent")
final class Payloads {
    /** The path of the email service. */
    static final String EMAIL_PATH = "/app/hec-api/v1.0/exceptions/";

    static final String SIGN_IN_PATH = "/auth/external";
    static final String DOCUMENT_PATH = "/exceptions/v2/";
    static final String DOCUMENT_ID = "6b1c9a52-52f5-4a4d-9f0a-3f6a3a1d2c11";
    static final String SMALL_LIST = "list20";
    static final String LARGE_LIST = "list2000";
    static final String DENIED_LIST = "denied";

    /** The prefix of lists with a given number of rules, such as {@code many1000}. */
    static final String MANY = "many";

    private static final int SMALL = 20;
    private static final int LARGE = 2_000;
    private static final int DOCUMENT_BYTES = 30_000;

    private static final String ENVELOPE =
            "\"responseEnvelope\":{\"requestId\":\"00000000-1111-2222-3333-444444444444\","
                    + "\"responseCode\":200,\"responseText\":\"\",\"additionalText\":\"\","
                    + "\"recordsNumber\":%d,\"scrollId\":\"\"}";

    private static final Payload SIGN_IN = signIn(86_400);

    /** A token that expires after one second. */
    static final Payload SHORT_SIGN_IN = signIn(1);

    private static final Payload CREATED =
            Payload.json("200 OK", "{" + String.format(ENVELOPE, 0) + ",\"responseData\":[]}");
    private static final Payload DENIED = Payload.json(
            "400 Bad Request",
            "{\"responseEnvelope\":{\"requestId\":\"00000000-1111-2222-3333-444444444444\",\"responseCode\":400,"
                    + "\"responseText\":\"Unknown exception type\",\"additionalText\":\"denied is none of the lists\","
                    + "\"recordsNumber\":0,\"scrollId\":\"\"},\"responseData\":[]}");
    private static final Payload REPLACED = Payload.json("200 OK", "{\"Id\":\"" + DOCUMENT_ID + "\",\"Version\":8}");
    private static final Payload MISSING = Payload.json("404 Not Found", "{\"message\":\"no such path\"}");
    private static final Payload DOCUMENT = Payload.json("200 OK", document());

    private static final Map<String, Payload> LISTS = new ConcurrentHashMap<>();

    private Payloads() {}

    /** The head and body of a response. */
    record Payload(byte[] head, byte[] body, int status) {
        static Payload json(String status, String body) {
            return json(status, body.getBytes(StandardCharsets.UTF_8));
        }

        static Payload json(String status, byte[] body) {
            return new Payload(Payloads.head(status, body.length), body, Integer.parseInt(status.substring(0, 3)));
        }
    }

    private static Payload signIn(int seconds) {
        return Payload.json(
                "200 OK",
                "{\"success\":true,\"data\":{\"token\":\"eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl\",\"csrf\":\"32057d5e\","
                        + "\"expiresIn\":" + seconds + "}}");
    }

    static byte[] head(String status, long length) {
        return ("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + length
                        + "\r\nX-Request-Id: 7d2f\r\nServer: bench\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    static Payload to(String method, String path) {
        if (path.startsWith(EMAIL_PATH)) {
            return method.equals("POST") ? CREATED : list(path.substring(EMAIL_PATH.length()));
        }
        if (path.startsWith(DOCUMENT_PATH)) {
            return method.equals("GET") ? DOCUMENT : REPLACED;
        }
        return path.equals(SIGN_IN_PATH) ? SIGN_IN : MISSING;
    }

    private static Payload list(String name) {
        return switch (name) {
            case SMALL_LIST -> LISTS.computeIfAbsent(name, n -> rules(SMALL));
            case LARGE_LIST -> LISTS.computeIfAbsent(name, n -> rules(LARGE));
            case DENIED_LIST -> DENIED;
            default -> MISSING;
        };
    }

    private static Payload rules(int count) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(listStart(count));
        for (int i = 0; i < count; i++) {
            out.writeBytes(rule(i));
        }
        out.writeBytes(listEnd());
        return Payload.json("200 OK", out.toByteArray());
    }

    static byte[] listStart(int count) {
        return ("{" + String.format(ENVELOPE, count) + ",\"responseData\":[").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] listEnd() {
        return "]}".getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns one rule of a list. All rules have the same length and the recorded shape, with some fields set and one
     * member that is unknown to every model.
     */
    static byte[] rule(int number) {
        return ((number == 0 ? " " : ",") + String.format("""
                {"entityId":"%09d","actionNeeded":"allow","addedBy":"admin@example.com","editedBy":null,\
                "updateTime":"Wed, 25 Sep 2024 16:41:35 GMT","comment":"Ticket %09d, from the dashboard",\
                "attachmentMd5":null,"ignoringSpfCheck":false,"linkDomains":false,"linkDomainMatching":null,\
                "recipient":"user%09d@example.com","recipientMatching":"match","senderClientIp":null,\
                "senderDomain":"sender%09d.example","senderDomainMatching":"endswith","senderEmail":null,\
                "senderEmailMatching":null,"senderIp":null,"senderName":null,"senderNameMatching":null,\
                "subject":"Invoice","subjectMatching":"contains",\
                "createdVia":"api"}""", number, number, number, number))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a detection exception of about 30 kB. */
    private static String document() {
        StringBuilder out = new StringBuilder("""
                {"Name":"Build servers","Description":"Compilers start compilers","ObjectType":"ExceptionRule",\
                "OperatingSystems":[{"Name":"Windows"},{"Name":"Linux"}],"Plugin":{"Name":"OpticsDetector"},\
                "Product":{"Name":"CylanceOPTICS"},"SchemaVersion":1,"Tags":["Optics, Exception"],"Owner":"soc",\
                "Weight":1.50,"Id":"%s","Version":7,"States":[""".formatted(DOCUMENT_ID));
        for (int state = 0; out.length() < DOCUMENT_BYTES; state++) {
            out.append(state == 0 ? "" : ",").append("""
                    {"Name":"State%d","Scope":"Global","Function":"(a | b) & !c",\
                    "FieldOperators":{""".formatted(state));
            for (String key : new String[] {"a", "b", "c"}) {
                out.append(key.equals("a") ? "" : ",").append("""
                        "%s":{"Type":"EqualsAny","Operands":[\
                        {"Source":"InstigatingProcessImageFile","Data":"Sha256Hash"},\
                        {"Source":"LiteralSet","Data":["%064x","%064x"]}],"OperandType":"String",\
                        "Options":{"IgnoreCase":true}}""".formatted(key, state, state + 1));
            }
            out.append("""
                    },"Actions":[{"Type":"AOI","ItemName":"InstigatingProcess","Position":"PostActivation"}],\
                    "Filters":[{"Type":"Event","Data":{"Category":"Process","SubCategory":"","Type":"Start"}}],\
                    "ActivationTimeLimit":"-0:00:00.001","HarvestContributingEvents":true}""");
        }
        return out.append("]}").toString();
    }
}
