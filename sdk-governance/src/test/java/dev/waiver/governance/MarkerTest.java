/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.json.JsonCodec;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.governance.internal.DetectionRuleFields;
import dev.waiver.governance.internal.DetectionRuleKind;
import dev.waiver.governance.internal.EmailRuleFields;
import dev.waiver.governance.internal.EmailRuleKind;
import dev.waiver.governance.internal.Marker;
import dev.waiver.governance.internal.RulePart;
import dev.waiver.governance.internal.ScanningRuleFields;
import dev.waiver.governance.internal.ScanningRuleKind;
import dev.waiver.scanning.model.ScanningExceptionRule;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkerTest {
    private static final RulePart PART = new RulePart("email", "mt-prod-3:acme", "blacklist", 0);
    private static final Marker MARKER = Marker.of("k7q2m4x9", "evil-example", PART, "{}\n{}");

    @Test
    void hasAFixedFormThatNeverChanges() {
        // Rules at the services carry these texts: another hash or another order of its parts orphans all of them.
        assertThat(MARKER).hasToString("[wv1 316y57 xzvcmp2w dn10]");
    }

    /** A change of what is normalized, or how, makes every stored rule look like one that was changed by hand. */
    @Test
    void theMarkersOfTheWholeRegisterNeverChange() throws IOException {
        Register register = RegisterTest.whole();
        List<String> markers = new ArrayList<>();
        for (RegisterEntry entry : register.entries()) {
            for (Target target : entry.targets()) {
                if (target instanceof EmailTarget email) {
                    markers.addAll(markers(register, entry, email, "mt-prod-3:acme"));
                } else if (target instanceof ScanningTarget scanning) {
                    Parts<ScanningExceptionRule> parts = new Parts<>(
                            register, new Source("scanning", "", ""), new ScanningRuleKind(), Instant.EPOCH);
                    parts.add(entry, VendorRules.rules(new ScanningRuleFields(), entry, scanning));
                    parts.all().forEach(part -> markers.add(part.rule().text().orElseThrow()));
                } else if (target instanceof DetectionTarget detection) {
                    Parts<DetectionExceptionRule> parts = new Parts<>(
                            register, new Source("detection", "", ""), new DetectionRuleKind(), Instant.EPOCH);
                    parts.add(entry, VendorRules.rules(new DetectionRuleFields(), entry, detection));
                    parts.all()
                            .forEach(part ->
                                    markers.add(part.rule().description().orElseThrow()));
                }
            }
        }
        assertThat(markers.stream().map(text -> Marker.find(text).orElseThrow().toString()))
                .containsExactly(
                        "[wv1 316y57 xzvcmp2w ercs]",
                        "[wv1 316y57 37m96ba8 djem]",
                        "[wv1 316y57 ganh3a8w hkpy]",
                        "[wv1 316y57 ynjzv3q2 eazg]",
                        "[wv1 316y57 z9mzfs2e h82f]",
                        "[wv1 316y57 ec0h9vhx km9v]");
    }

    private static List<String> markers(Register register, RegisterEntry entry, EmailTarget target, String tenant) {
        Parts<EmailExceptionRule> parts =
                new Parts<>(register, new Source("email", tenant, target.table()), new EmailRuleKind(), Instant.EPOCH);
        parts.add(entry, VendorRules.rules(new EmailRuleFields(), entry, target));
        return parts.all().stream()
                .map(part -> part.rule().comment().orElseThrow())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "TICKET-1", "  two\nlines ", "[wv1 not one", "]"})
    void isFoundAtTheBeginningAndStripped(String text) {
        String marked = MARKER.prefix(text);

        assertThat(Marker.find(marked)).contains(MARKER);
        assertThat(Marker.strip(marked)).isEqualTo(text);
        assertThat(marked).startsWith(MARKER.toString());
    }

    @Test
    void everythingElseIsNone() {
        String marker = MARKER.toString();
        Stream.of(
                        "",
                        " " + marker,
                        "x" + marker,
                        marker + "x",
                        marker + "\nx",
                        marker.substring(1),
                        marker.substring(0, marker.length() - 1),
                        marker.toUpperCase(java.util.Locale.ROOT),
                        marker.replace("wv1", "wv2"),
                        marker.replace(' ', '\t'),
                        marker.replace(" ", "  "),
                        marker.replaceFirst("[a-z0-9]]", "o]"),
                        marker.replaceFirst("[a-z0-9]]", "]"))
                .forEach(text -> {
                    assertThat(Marker.find(text)).as(text).isEmpty();
                    assertThat(Marker.strip(text)).isEqualTo(text);
                });
    }

    @Test
    void aTextThatHasAMarkerGetsNoSecondOne() {
        assertThatThrownBy(() -> MARKER.prefix(MARKER.prefix("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("text: begins with a marker already; strip it first");
    }

    @Test
    void everyPartCountsAndBordersDo() {
        Set<String> parts = Stream.of(
                        MARKER,
                        Marker.of("k7q2m4x8", "evil-example", PART, ""),
                        Marker.of("k7q2m4x9", "evil-example2", PART, ""),
                        Marker.of(
                                "k7q2m4x9",
                                "evil-example",
                                new RulePart("email", "mt-prod-3:acme", "blacklist", 1),
                                ""),
                        Marker.of(
                                "k7q2m4x9",
                                "evil-example",
                                new RulePart("email", "mt-prod-3:acme", "whitelist", 0),
                                ""),
                        Marker.of(
                                "k7q2m4x9",
                                "evil-example",
                                new RulePart("email", "mt-prod-3:acm", "eblacklist", 0),
                                ""))
                .map(Marker::part)
                .collect(Collectors.toSet());

        assertThat(parts).hasSize(6);
    }

    @Test
    void belongsToARegisterWhateverItsEntriesAre() {
        assertThat(MARKER.register()).isEqualTo(Marker.registerOf("k7q2m4x9"));
        assertThat(Marker.of("another1", "evil-example", PART, "").register())
                .isNotEqualTo(Marker.registerOf("k7q2m4x9"));
    }

    @Test
    void itsDigestIsThatOfWhatTheServiceStores() throws IOException {
        Register register = RegisterTest.whole();
        RegisterEntry entry = register.entries().get(1);
        EmailTarget target = (EmailTarget) entry.targets().get(0);
        EmailRuleKind kind = new EmailRuleKind();
        String text = markers(register, entry, target, "mt-prod-3:acme").get(0);
        EmailExceptionRule sent =
                VendorRules.rules(new EmailRuleFields(), entry, target).get(0).withComment(text);
        Marker marker = Marker.find(text).orElseThrow();

        assertThat(text).isEqualTo(marker + " TICKET-4712: invoices");
        EmailExceptionRule stored = JsonCodec.strictNames()
                .read(
                        EmailExceptionRule.class,
                        JsonCodec.strictNames()
                                .write(sent)
                                .replace("partner.example", "Partner.example")
                                .replace(
                                        "\"ignoringSpfCheck\":true",
                                        "\"ignoringSpfCheck\":\"True\",\"addedBy\":\"x\","
                                                + "\"matchOnlyFuture\":\"false\",\"unknown\":1"));
        assertThat(marker.matches(Objects.requireNonNull(kind.digest(stored)))).isTrue();
        assertThat(marker.matches(Objects.requireNonNull(kind.digest(stored.withComment("other")))))
                .isTrue();
        assertThat(marker.matches(Objects.requireNonNull(kind.digest(stored.withIgnoringSpfCheck(false)))))
                .isFalse();
        assertThat(marker.matches(Objects.requireNonNull(kind.digest(stored.withRecipient("b@acme.example")))))
                .isFalse();
    }

    @Test
    void otherEntriesChangeNoMarker() throws IOException {
        Register register = RegisterTest.whole();
        Register.Builder fewer = Register.builder(register.id()).scope(register.scope());
        register.tenantGroups().forEach(fewer::tenantGroup);
        RegisterEntry entry = register.entries().get(0);
        Register alone =
                fewer.entry(entry.toBuilder().reason("another").build()).build();
        EmailTarget target = (EmailTarget) entry.targets().get(0);

        List<String> markers = markers(register, entry, target, "mt-prod-3:acme");
        assertThat(markers).hasSize(2).doesNotHaveDuplicates();
        assertThat(markers(alone, alone.entries().get(0), target, "mt-prod-3:acme"))
                .isEqualTo(markers);
    }
}
