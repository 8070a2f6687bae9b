/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.EnsureResult;
import dev.waiver.core.EnsureResult.Outcome;
import dev.waiver.core.error.ExistingRuleDiffersException;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of rule equality, case by case, over the wire: the stored rule on one side, the wanted one on the other. */
class EqualityTest extends EmailFixture {
    private static EmailExceptionRule rule(String json) {
        return dev.waiver.core.json.JsonCodec.strictNames().read(EmailExceptionRule.class, json.replace('\'', '"'));
    }

    private Outcome ensured(String stored, String wanted) {
        hec.add("whitelist", stored.replace('\'', '"'));
        EnsureResult<EmailExceptionRule> ensured =
                exceptions(EmailList.WHITELIST).ensure(rule(wanted)).execute();
        return ensured.outcome();
    }

    static Stream<String[]> equal() {
        return Stream.of(
                pair("texts are trimmed", "{'senderName':' The Boss '}", "{'senderName':'The Boss'}"),
                pair("subject is trimmed", "{'subject':'x'}", "{'subject':'\\tx\\n'}"),
                pair("addresses ignore case", "{'senderEmail':'A@Evil.Example'}", "{'senderEmail':' a@evil.example'}"),
                pair("recipients ignore case", "{'recipient':'CEO@acme.example'}", "{'recipient':'ceo@ACME.example'}"),
                pair("domains ignore case", "{'senderDomain':'.EVIL.example'}", "{'senderDomain':'.evil.EXAMPLE'}"),
                pair("MD5 ignores case", "{'attachmentMd5':'4437981AD3'}", "{'attachmentMd5':'4437981ad3'}"),
                pair("IP addresses ignore case", "{'senderIp':'2001:DB8::1'}", "{'senderIp':'2001:db8::1'}"),
                pair("IP addresses by value", "{'senderIp':'2001:db8::1'}", "{'senderIp':'2001:0DB8:0:0:0:0:0:1'}"),
                pair("networks by value", "{'senderClientIp':'10.1.2.0/24'}", "{'senderClientIp':'10.1.2.7/24'}"),
                pair("IPv4-mapped", "{'senderIp':'192.0.2.7'}", "{'senderIp':'::ffff:192.0.2.7'}"),
                pair(
                        "a trailing dot",
                        "{'senderDomain':'evil.example','senderDomainMatching':'endswith'}",
                        "{'senderDomain':'Evil.example.','senderDomainMatching':'endswith'}"),
                pair(
                        "one form of international names",
                        "{'senderDomain':'.xn--mller-kva.example','senderEmail':'a@xn--mller-kva.example'}",
                        "{'senderDomain':'.Müller.example','senderEmail':'A@müller.example'}"),
                pair("links", "{'linkDomains':'xn--mller-kva.example'}", "{'linkDomains':['müller.example.']}"),
                pair("null is absent", "{'subject':'x','senderName':null}", "{'subject':'x'}"),
                pair("empty is absent", "{'subject':'x','senderName':''}", "{'subject':'x'}"),
                pair("blank is absent in the wanted rule", "{'subject':'x'}", "{'subject':'x','senderName':' '}"),
                pair("linkDomains false is absent", "{'subject':'x','linkDomains':false}", "{'subject':'x'}"),
                pair("link domains are a set", "{'linkDomains':'b.x, A.x'}", "{'linkDomains':['a.x','B.x','b.x']}"),
                pair(
                        "ends_with is endswith",
                        "{'senderDomain':'.x','senderDomainMatching':'ends_with'}",
                        "{'senderDomain':'.x','senderDomainMatching':'endswith'}"),
                pair("a mode alone is ignored", "{'subject':'x','senderNameMatching':'contains'}", "{'subject':'x'}"),
                pair(
                        "a mode without links is ignored",
                        "{'subject':'x'}",
                        "{'subject':'x','linkDomainMatching':'contains'}"),
                pair(
                        "the comment is not compared",
                        "{'subject':'x','comment':'one'}",
                        "{'subject':'x','comment':'two'}"),
                pair("off is absent", "{'subject':'x','ignoringSpfCheck':false}", "{'subject':'x'}"),
                pair("flags as text", "{'subject':'x','quarantineAll':'True'}", "{'subject':'x','quarantineAll':true}"),
                pair(
                        "actions are trimmed",
                        "{'subject':'x','actionNeeded':'spam '}",
                        "{'subject':'x','actionNeeded':'spam'}"));
    }

    static Stream<String[]> different() {
        return Stream.of(
                pair("display names are case-sensitive", "{'senderName':'the boss'}", "{'senderName':'The Boss'}"),
                pair("subjects are case-sensitive", "{'subject':'x'}", "{'subject':'X'}"),
                pair("the dot is compared", "{'senderDomain':'evil.example'}", "{'senderDomain':'.evil.example'}"),
                pair("another set", "{'linkDomains':'a.x'}", "{'linkDomains':'a.x,b.x'}"),
                pair("an additional field", "{'subject':'x','recipient':'a@b'}", "{'subject':'x'}"),
                pair("another network", "{'senderIp':'10.1.2.0/24'}", "{'senderIp':'10.1.2.0/25'}"),
                pair("zones", "{'senderIp':'fe80::1%eth0'}", "{'senderIp':'fe80::1%eth1'}"),
                pair("leading zeros", "{'senderIp':'10.1.2.7'}", "{'senderIp':'010.1.2.7'}"),
                pair("a name is not looked up", "{'senderIp':'127.0.0.1'}", "{'senderIp':'localhost'}"),
                pair(
                        "a part of a name",
                        "{'senderDomain':'evil','senderDomainMatching':'contains'}",
                        "{'senderDomain':'evil.','senderDomainMatching':'contains'}"),
                pair("sender and client", "{'senderIp':'192.0.2.7'}", "{'senderClientIp':'192.0.2.7'}"),
                pair("a mode and none", "{'subject':'x','subjectMatching':'contains'}", "{'subject':'x'}"));
    }

    private static String[] pair(String name, String stored, String wanted) {
        return new String[] {name, stored, wanted};
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void equal(String name, String stored, String wanted) {
        assertThat(ensured(stored, wanted)).as(name).isEqualTo(Outcome.PRESENT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void different(String name, String stored, String wanted) {
        assertThat(ensured(stored, wanted)).as(name).isEqualTo(Outcome.CREATED);
    }

    @ParameterizedTest
    @CsvSource({"match,matching", "matching,exact", "exact,match", "endswith,contains"})
    void noOtherTwoModesAreAlike(String stored, String wanted) {
        assertThat(ensured(
                        "{'subject':'x','subjectMatching':'" + stored + "'}",
                        "{'subject':'x','subjectMatching':'" + wanted + "'}"))
                .isEqualTo(Outcome.CREATED);
    }

    @ParameterizedTest
    @CsvSource({
        "actionNeeded,'''spam''','''phishing'''",
        "quarantineAll,'''true''','''false'''",
        "matchOnlyFuture,true,false",
        "ignoringSpfCheck,false,true"
    })
    void anotherEffectDiffers(String field, String stored, String wanted) {
        assertThatThrownBy(() -> ensured(
                        "{'subject':'x','" + field + "':" + stored + "}",
                        "{'subject':'x','" + field + "':" + wanted + "}"))
                .isInstanceOfSatisfying(ExistingRuleDiffersException.class, e -> assertThat(e.differences())
                        .extracting(d -> d.path())
                        .containsExactly(field));
    }

    @Test
    void aCreatedRuleIsFoundHoweverTheServiceWritesIt() {
        hec.behavior().storesDifferently(rule -> rule.put("senderDomain", ".EVIL.example ")
                .put("senderDomainMatching", "ends_with")
                .put("quarantineAll", "False"));
        assertThat(exceptions(EmailList.BLACKLIST).create(RULE).execute().senderDomain())
                .contains(".EVIL.example ");
    }

    /** A service that normalizes addresses is found by the lookup, by reading back and by the next run. */
    @Test
    void aServiceThatNormalizesAddressesStoresNothingElse() {
        hec.behavior().storesDifferently(rule -> rule.put("senderIp", "10.1.2.0/24"));
        EmailExceptionRule wanted = EmailExceptionRule.builder()
                .senderIp("10.1.2.7/24")
                .comment("x")
                .build();
        EmailExceptions rules = exceptions(EmailList.BLACKLIST);
        String id = rules.create(wanted).execute().id();
        assertThat(rules.ensure(wanted).execute().outcome()).isEqualTo(Outcome.PRESENT);
        assertThat(rules.replace(id, wanted.withComment("y")).execute().senderIp())
                .contains("10.1.2.0/24");
        assertThat(rules.edit(id, rule -> rule.withSenderIp(Optional.of("10.1.2.9/24"))
                                .withComment("z"))
                        .execute()
                        .comment())
                .contains("z");
    }
}
