/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** The size of what addresses, networks and ranges stand for. Names are never looked up. */
final class AddressRanges {
    private static final int MAX_ADDRESSES = 1 << 16;
    private static final int IPV4_BITS = 32;

    /** A site gets a network of this length, which is for IPv6 what a /16 is for IPv4. */
    private static final int IPV6_SITE = 48;

    private static final int OCTETS = 4;
    private static final int OCTET = 256;

    private AddressRanges() {}

    /**
     * Returns whether a text stands for more addresses than an IPv4 network of length 16, or for an IPv6 network of
     * less than length 48.
     *
     * @param host an address, a network such as {@code 10.0.0.0/8}, a range such as {@code 10.0.0.1-10.9.0.1} or
     *     {@code 10.0-9.*.1}, or a name
     */
    static boolean isWide(String host) {
        String text = host.strip();
        int slash = text.indexOf('/');
        if (slash >= 0) {
            return isWideNetwork(text.substring(0, slash), text.substring(slash + 1));
        }
        int dash = text.indexOf('-');
        if (dash >= 0) {
            OptionalLong first = address(text.substring(0, dash));
            OptionalLong last = address(text.substring(dash + 1));
            if (first.isPresent() && last.isPresent()) {
                return last.getAsLong() - first.getAsLong() >= MAX_ADDRESSES;
            }
        }
        return text.equals("*") || combinations(text) > MAX_ADDRESSES;
    }

    private static boolean isWideNetwork(String address, String length) {
        OptionalLong mask = address(length);
        if (mask.isPresent()) {
            return (1L << IPV4_BITS) - mask.getAsLong() > MAX_ADDRESSES;
        }
        OptionalInt bits = number(length, IPV4_BITS * OCTETS);
        if (bits.isEmpty()) {
            return false;
        }
        return bits.getAsInt() < (address.indexOf(':') >= 0 ? IPV6_SITE : IPV4_BITS / 2);
    }

    /** Returns how many addresses four parts stand for, each a number, a range of numbers or a star. */
    private static long combinations(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != OCTETS) {
            return 0;
        }
        long product = 1;
        for (String part : parts) {
            int dash = part.indexOf('-');
            OptionalInt first = number(dash < 0 ? part : part.substring(0, dash), OCTET - 1);
            OptionalInt last = dash < 0 ? first : number(part.substring(dash + 1), OCTET - 1);
            if (part.equals("*")) {
                product *= OCTET;
            } else if (first.isEmpty() || last.isEmpty()) {
                return 0;
            } else {
                product *= Math.max(0, last.getAsInt() - first.getAsInt() + 1);
            }
        }
        return product;
    }

    private static OptionalLong address(String text) {
        String[] parts = text.strip().split("\\.", -1);
        if (parts.length != OCTETS) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (String part : parts) {
            OptionalInt octet = number(part, OCTET - 1);
            if (octet.isEmpty()) {
                return OptionalLong.empty();
            }
            value = value * OCTET + octet.getAsInt();
        }
        return OptionalLong.of(value);
    }

    private static OptionalInt number(String text, int max) {
        boolean isNumber = !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber && Integer.parseInt(text) <= max ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
