/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.SdkException;
import dev.waiver.detection.DetectionClient;
import dev.waiver.detection.auth.ApplicationCredentials;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import dev.waiver.integration.time.SkippingTime;
import dev.waiver.scanning.ScanningClient;
import dev.waiver.scanning.ScanningFilter;
import dev.waiver.scanning.auth.AccessTokenCredentials;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.RecordedRequest;
import dev.waiver.testing.ScanningSimulator;
import dev.waiver.testing.Simulator;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Unusual ids, list names and filters stay in their place on the wire, or are refused before anything is sent. */
class OddTextTest {
    private static final SkippingTime TIME = new SkippingTime();
    private static final EmailSimulator HEC =
            EmailSimulator.builder().clock(TIME).build();
    private static final ScanningSimulator CG =
            ScanningSimulator.builder().clock(TIME).build();
    private static final DetectionSimulator OPTICS =
            DetectionSimulator.builder().clock(TIME).build();
    private static final SdkTransport TRANSPORT = SdkTransport.create();

    private static final EmailClient EMAIL = EmailClient.builder()
            .baseUrl(HEC.baseUrl())
            .transport(TRANSPORT)
            .clock(TIME)
            .defaults(SkippingTime.LIMITS)
            .jitter(() -> 0)
            .requestLimits(RequestLimits.unlimited())
            .credentials(InfinityCredentials.of(
                    HEC.credentials().clientId(), HEC.credentials().accessKey()))
            .build();
    private static final ScanningClient SCANNING = ScanningClient.builder()
            .baseUrl(CG.baseUrl())
            .transport(TRANSPORT)
            .clock(TIME)
            .defaults(SkippingTime.LIMITS)
            .jitter(() -> 0)
            .credentials(AccessTokenCredentials.of(CG.credentials().apiKey(), CG.accessToken()))
            .build();
    private static final DetectionClient DETECTION = DetectionClient.builder()
            .baseUrl(OPTICS.baseUrl())
            .transport(TRANSPORT)
            .clock(TIME)
            .defaults(SkippingTime.LIMITS)
            .jitter(() -> 0)
            .requestLimits(RequestLimits.unlimited())
            .credentials(ApplicationCredentials.of(
                    OPTICS.credentials().tenantId(),
                    OPTICS.credentials().applicationId(),
                    OPTICS.credentials().applicationSecret()))
            .build();

    private static final List<String> ODD = List.of(
            "/",
            "a/b",
            "../exceptions",
            "a/../b",
            ".",
            "..",
            "%2e",
            "%2e%2e",
            "%2E%2e/",
            "%2f",
            "%00",
            "%",
            "a?b=c",
            "?",
            "#",
            "a#b",
            "a&b=c",
            "a;b",
            "a+b c",
            "\\",
            "..\\x",
            "a\nb",
            "a\r\nHost: elsewhere.example",
            "\t",
            "\u0000",
            "\u007f",
            "\u2028",
            "\u202e",
            "é",
            "\ud83d\ude00",
            "\ud83d",
            "a\udc00b",
            "http://elsewhere.example/",
            "//elsewhere.example",
            "@elsewhere.example",
            "{id}",
            "x".repeat(2_000));

    private static final EmailExceptionRule EMAIL_RULE = EmailExceptionRule.builder()
            .senderDomain(".a.example", MatchMode.ENDS_WITH)
            .build();
    private static final ScanningExceptionRule SCANNING_RULE = ScanningExceptionRule.forHosts("10.0.0.1")
            .nvt("1.3.6.1.4.1.25623.1.0.815255")
            .text("text")
            .build();
    private static final DetectionExceptionRule DETECTION_RULE = DetectionExceptionRule.windows("name")
            .when(Facet.INSTIGATING_COMMAND_LINE.containsAny("--ci"))
            .build();

    /**
     * An operation with a text parameter.
     *
     * @param plain the path (or the name of the query parameter) on the wire, with {@code {}} for the text
     */
    record Place(String name, Simulator service, Function<String, ApiCall<?>> call, boolean query, String plain) {
        static Place path(String name, Simulator service, String plain, Function<String, ApiCall<?>> call) {
            return new Place(name, service, call, false, plain);
        }

        static Place query(String name, Simulator service, String parameter, Function<String, ApiCall<?>> call) {
            return new Place(name, service, call, true, parameter);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Place> places() {
        String hec = "/app/hec-api/v1.0/exceptions/";
        return Stream.of(
                Place.path("email get", HEC, hec + "blacklist/{}", odd -> EMAIL.exceptions(EmailList.BLACKLIST)
                        .get(odd)),
                Place.path("email replace", HEC, hec + "blacklist/{}", odd -> EMAIL.exceptions(EmailList.BLACKLIST)
                        .replace(odd, EMAIL_RULE)),
                Place.path("email edit", HEC, hec + "blacklist/{}", odd -> EMAIL.exceptions(EmailList.BLACKLIST)
                        .edit(odd, rule -> rule)),
                Place.path(
                        "email remove", HEC, hec + "blacklist/delete/{}", odd -> EMAIL.exceptions(EmailList.BLACKLIST)
                                .remove(odd)),
                Place.path("email list name", HEC, hec + "{}", odd -> EMAIL.exceptions(EmailList.of(odd))
                        .list()
                        .all()),
                Place.path("email list name of one", HEC, hec + "{}/1", odd -> EMAIL.exceptions(EmailList.of(odd))
                        .get("1")),
                Place.query("email tenant", HEC, "scope", odd -> EMAIL.forTenant(odd)
                        .exceptions(EmailList.BLACKLIST)
                        .list()
                        .all()),
                Place.query("email extra query", HEC, "extra", odd -> EMAIL.scopes()
                        .with(CallOptions.builder().query("extra", odd).build())),
                Place.path("scanning get", CG, "/v2/exceptions/{}", odd -> SCANNING.exceptions()
                        .get(odd)),
                Place.path("scanning details", CG, "/v2/exceptions/{}/details", odd -> SCANNING.exceptions()
                        .details(odd)),
                Place.path("scanning replace", CG, "/v2/exceptions/{}", odd -> SCANNING.exceptions()
                        .replace(odd, SCANNING_RULE)),
                Place.path("scanning remove", CG, "/v2/exceptions/{}", odd -> SCANNING.exceptions()
                        .remove(odd)),
                Place.query("scanning hosts filter", CG, "q[hosts]", odd -> SCANNING.exceptions()
                        .list(ScanningFilter.hosts(odd))
                        .all()),
                Place.query("scanning text filter", CG, "q[text]", odd -> SCANNING.exceptions()
                        .list(ScanningFilter.text(odd))
                        .all()),
                Place.query("scanning column of a filter", CG, "q[{}]", odd -> SCANNING.exceptions()
                        .list(ScanningFilter.column(odd, "value"))
                        .all()),
                Place.query("scanning order", CG, "sort_by", odd -> SCANNING.exceptions()
                        .list(ScanningFilter.all().sortedBy(odd))
                        .all()),
                Place.path("detection get", OPTICS, "/exceptions/v2/{}", odd -> DETECTION
                        .exceptions()
                        .get(odd)),
                Place.path("detection document", OPTICS, "/exceptions/v2/{}", odd -> DETECTION
                        .exceptions()
                        .document(odd)),
                Place.path("detection replace", OPTICS, "/exceptions/v2/{}", odd -> DETECTION
                        .exceptions()
                        .replace(odd, DETECTION_RULE)),
                Place.path("detection remove", OPTICS, "/exceptions/v2/{}/deactivate", odd -> DETECTION
                        .exceptions()
                        .remove(odd)),
                Place.path("detection rule set", OPTICS, "/rulesets/v2/{}", odd -> DETECTION
                        .ruleSets()
                        .get(odd)));
    }

    @BeforeEach
    void reset() {
        HEC.reset();
        CG.reset();
        OPTICS.reset();
    }

    @AfterAll
    static void close() {
        TRANSPORT.close();
        HEC.close();
        CG.close();
        OPTICS.close();
    }

    @ParameterizedTest
    @MethodSource("places")
    void staysInItsPlaceOrIsRefused(Place place) {
        List<String> sent = new ArrayList<>();
        Set<String> others = otherParameters(place);
        for (String odd : ODD) {
            int before = calls(place).size();
            boolean refused = false;
            try {
                Object unused = place.call().apply(odd).execute();
            } catch (IllegalArgumentException e) {
                refused = true;
                assertThat(e.getMessage()).as(shown(odd)).isNotBlank().doesNotContain("\n");
            } catch (SdkException e) {
                // how the service handles such a text does not matter
            }
            List<RecordedRequest> arrived =
                    calls(place).subList(before, calls(place).size());
            if (refused) {
                assertThat(arrived).as(shown(odd)).isEmpty();
            } else {
                assertThat(arrived)
                        .as(shown(odd))
                        .isNotEmpty()
                        .allSatisfy(call -> inItsPlace(place, odd, others, call));
                sent.add(odd);
            }
        }
        assertThat(sent).as("what can be sent is sent").contains("a?b=c", "a#b", "%2e");
        assertThat(sent).as("what cannot be sent is refused").doesNotContain("\ud83d", "a\udc00b");
    }

    private static List<RecordedRequest> calls(Place place) {
        return place.service().requests().stream()
                .filter(call -> !call.authentication())
                // After an empty list the email client reads the tenants of its key.
                .filter(call ->
                        !call.resource().equals("/scopes") || place.name().equals("email extra query"))
                // After a 404 the detection client reads a list, which shows that the token is valid.
                .filter(call -> !call.query().equals("page=1&page_size=1"))
                .toList();
    }

    /** Returns the other query parameters of the request, for an ordinary text. */
    private static Set<String> otherParameters(Place place) {
        int before = calls(place).size();
        try {
            Object unused = place.call().apply("plain").execute();
        } catch (SdkException e) {
            // for example, not found
        }
        Set<String> names = new TreeSet<>();
        calls(place).stream().skip(before).forEach(call -> names.addAll(parameters(call)));
        names.remove(place.plain().replace("{}", "plain"));
        return names;
    }

    private static List<String> parameters(RecordedRequest call) {
        return call.query().isEmpty()
                ? List.of()
                : Stream.of(call.query().split("&", -1))
                        .map(parameter -> URLDecoder.decode(parameter.replaceFirst("=.*", ""), StandardCharsets.UTF_8))
                        .toList();
    }

    private static void inItsPlace(Place place, String odd, Set<String> others, RecordedRequest call) {
        assertThat(call.target()).matches("[!-~]+").startsWith("/").doesNotContain("#");
        List<String> parameters = new ArrayList<>(parameters(call));
        if (place.query()) {
            String name = place.plain().replace("{}", odd);
            assertThat(call.parameter(name)).as(call.target()).contains(name.equals(place.plain()) ? odd : "value");
            assertThat(call.path()).doesNotContain("elsewhere");
            parameters.remove(name);
            assertThat(others).containsAll(parameters);
            return;
        }
        assertThat(others).containsAll(parameters);
        String[] expected = place.plain().split("/", -1);
        String[] segments = call.path().split("/", -1);
        assertThat(segments).as(call.target()).hasSameSizeAs(expected);
        for (int i = 0; i < segments.length; i++) {
            String decoded = URLDecoder.decode(segments[i].replace("+", "%2B"), StandardCharsets.UTF_8);
            assertThat(decoded).isEqualTo(expected[i].equals("{}") ? odd : expected[i]);
        }
    }

    private static String shown(String odd) {
        return odd.chars()
                .mapToObj(c -> c > 32 && c < 127 ? "" + (char) c : String.format("\\u%04x", c))
                .limit(40)
                .reduce("", String::concat);
    }
}
