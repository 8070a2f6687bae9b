/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalHostTest {
    @ParameterizedTest
    @CsvSource({
        "2001:0DB8:0:0:0:0:0:1, 2001:db8::1",
        "2001:DB8::0001, 2001:db8::1",
        "2001:db8:0:0:1::, 2001:db8:0:0:1:0:0:0",
        "::, 0:0:0:0:0:0:0:0",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "[2001:db8::1], 2001:db8::1",
        "2001:db8::1/128, 2001:db8::1",
        "2001:db8:1:2:3::9/64, 2001:db8:1:2::/64",
        "2001:db8:ffff::/35, 2001:db8:e000::/35",
        "2001:db8::/0, ::/0",
        "::ffff:10.1.2.3, 10.1.2.3",
        "::ffff:a01:203, 10.1.2.3",
        "::FFFF:10.1.2.9/120, 10.1.2.0/24",
        "64:ff9b::10.1.2.3, 64:ff9b::a01:203",
        "10.1.2.7/24, 10.1.2.0/24",
        "10.1.2.7/32, 10.1.2.7",
        "255.255.255.255/1, 128.0.0.0/1",
        "10.1.2.7/0, 0.0.0.0/0",
        "FE80::1%eth0, fe80:0::1%eth0",
        "Host.Example., host.example",
        "host1., HOST1",
        "Müller.example, xn--mller-kva.example",
        "MÜLLER.example., xn--mller-kva.example",
        ".Müller.example, .xn--mller-kva.example",
        "faß.example, xn--fa-hia.example",
    })
    void sameAddressOrName(String one, String other) {
        assertThat(CanonicalHost.of(one)).isEqualTo(CanonicalHost.of(other));
    }

    @ParameterizedTest
    @CsvSource({
        "fe80::1%eth0, fe80::1",
        "fe80::1%eth0, fe80::1%eth1",
        "::ffff:10.1.2.3%1, 10.1.2.3",
        "010.1.2.3, 10.1.2.3",
        "010.1.2.3, 8.1.2.3",
        "10.1.2.07/24, 10.1.2.0/24",
        "10.1.2.0/024, 10.1.2.0/24",
        "10.1.2.0/24, 10.1.2.0",
        "10.1.2.0/24, 10.1.2.0/25",
        "::ffff:10.1.2.3/95, 10.1.2.3",
        "::10.1.2.3, 10.1.2.3",
        "10.1, 10.0.0.1",
        "host, host.example",
        ".host.example, host.example",
        "faß.example, fass.example",
        "localhost, 127.0.0.1",
    })
    void anotherAddressOrName(String one, String other) {
        assertThat(CanonicalHost.of(one)).isNotEqualTo(CanonicalHost.of(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "10.1.2.0/33",
                "10.1.2.0/",
                "/24",
                "10.1.2.256/24",
                "10.1.2/24",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "1:::2",
                ":1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:",
                "12345::",
                "g::",
                "::1.2.3",
                "1.2.3.4::",
                "::/129",
                "fe80::1%",
                "host:8080",
                "10.1.2.1-10.1.2.9",
                "a,b.",
                "..",
                ".",
                "",
                "%c3%bc.example",
                "xn--mller-kva.example",
            })
    void whatIsCanonicalOrNoneOfThemStaysAsItIs(String text) {
        assertThat(CanonicalHost.of(text)).isEqualTo(text.equals("a,b.") ? "a,b" : text);
    }

    @Test
    void addressesOfEmail() {
        assertThat(CanonicalHost.ofEmail("CEO@Müller.Example.")).isEqualTo("ceo@xn--mller-kva.example");
        assertThat(CanonicalHost.ofEmail("a@")).isEqualTo("a@");
        assertThat(CanonicalHost.ofEmail("Evil.example")).isEqualTo("evil.example");
        assertThat(CanonicalHost.ofEmail("\"x@y\"@Host.example")).isEqualTo("\"x@y\"@host.example");
    }

    /** Comparing a hundred thousand rules must not copy their hosts. */
    @Test
    void whatIsCanonicalIsNotCopied() {
        Set<String> hosts = Set.of("10.1.2.3", "host.example");
        assertThat(CanonicalHost.of(hosts)).isSameAs(hosts);
        assertThat(CanonicalHost.of(Set.of("10.1.2.7/24", "host.example"))).containsOnly("10.1.2.0/24", "host.example");
        String host = "host.example";
        assertThat(CanonicalHost.of(host)).isSameAs(host);
    }
}
