/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.rules;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The canonical forms of addresses, networks and host names, which are equal for texts that mean the same. They are
 * compared and never sent or shown. A name is never looked up.
 *
 * <p>Addresses and networks are compared by value: IPv6 in any spelling, IPv4-mapped IPv6 as IPv4, without the bits of
 * a network's host, and a network of one address as that address. Names have no trailing dot and are in their ASCII
 * form. Everything else is compared as text without case: an IPv4 address with leading zeros, which is octal to some
 * and decimal to others, a list, a pattern.
 */
public final class CanonicalHost {
    private static final int IPV4_BITS = 32;
    private static final int IPV6_GROUPS = 8;
    private static final int GROUP_BITS = 16;
    private static final int MAPPED_BITS = 96;

    private CanonicalHost() {}

    /**
     * Returns the canonical forms of hosts.
     *
     * @param hosts hosts without white space around them
     * @return the canonical forms; {@code hosts} itself if they are canonical already
     */
    public static Set<String> of(Set<String> hosts) {
        for (String host : hosts) {
            if (!of(host).equals(host)) {
                Set<String> canonical = new LinkedHashSet<>();
                hosts.forEach(each -> canonical.add(of(each)));
                return canonical;
            }
        }
        return hosts;
    }

    /**
     * Returns the canonical form of a host.
     *
     * @param host an address, a network or a name, without white space around it
     * @return the canonical form; {@code host} itself if it is canonical already
     */
    public static String of(String host) {
        boolean address = false;
        boolean ascii = true;
        boolean numeric = true;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            address |= c == ':' || c == '/';
            ascii &= c < 0x80;
            numeric &= c == '.' || isDigit(c);
        }
        if (numeric) {
            return host; // an IPv4 address has one form
        }
        String lower = host.toLowerCase(Locale.ROOT);
        if (address) {
            String canonical = network(lower);
            return canonical == null ? lower : canonical;
        }
        return name(ascii ? lower : toAscii(lower));
    }

    /**
     * Returns the canonical form of an email address, whose domain is a host name.
     *
     * @param address an address without white space around it; anything else is only put into lower case
     */
    public static String ofEmail(String address) {
        int at = address.lastIndexOf('@');
        String lower = address.toLowerCase(Locale.ROOT);
        if (at < 0 || at == address.length() - 1 || lower.length() != address.length()) {
            return lower;
        }
        String domain = lower.substring(at + 1);
        String canonical = of(domain);
        return canonical.equals(domain) ? lower : lower.substring(0, at + 1) + canonical;
    }

    private static String name(String lower) {
        int length = lower.length();
        boolean dotted = length > 1 && lower.charAt(length - 1) == '.' && lower.charAt(length - 2) != '.';
        return dotted ? lower.substring(0, length - 1) : lower;
    }

    /** Returns the ASCII form of an internationalized name, by the rules that OkHttp applies to the host of a URL. */
    private static String toAscii(String lower) {
        int start = lower.startsWith(".") ? 1 : 0; // all subdomains
        if (lower.indexOf('%') >= 0) {
            return lower; // would be decoded
        }
        try {
            String ascii = new HttpUrl.Builder()
                    .scheme("https")
                    .host(lower.substring(start))
                    .build()
                    .host();
            return lower.substring(0, start) + ascii;
        } catch (IllegalArgumentException e) {
            return lower; // not a name
        }
    }

    private static @Nullable String network(String text) {
        int slash = text.lastIndexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        int prefix = slash < 0 ? -1 : decimal(text, slash + 1, text.length());
        if (slash >= 0 && prefix < 0) {
            return null;
        }
        if (address.indexOf(':') < 0) {
            long bits = ipv4(address);
            return bits < 0 || prefix > IPV4_BITS ? null : ipv4Text(bits, slash < 0 ? IPV4_BITS : prefix);
        }
        if (address.startsWith("[") && address.endsWith("]")) {
            address = address.substring(1, address.length() - 1);
        }
        int percent = address.indexOf('%');
        String zone = percent < 0 ? "" : address.substring(percent);
        int[] groups = ipv6(percent < 0 ? address : address.substring(0, percent));
        int bits = IPV6_GROUPS * GROUP_BITS;
        if (groups == null || prefix > bits || zone.equals("%")) {
            return null;
        }
        return ipv6Text(groups, zone, slash < 0 ? bits : prefix);
    }

    private static String ipv4Text(long address, int prefix) {
        long kept = prefix == 0 ? 0 : address & (-1L << (IPV4_BITS - prefix));
        String text = (kept >> 24 & 255) + "." + (kept >> 16 & 255) + "." + (kept >> 8 & 255) + "." + (kept & 255);
        return prefix == IPV4_BITS ? text : text + "/" + prefix;
    }

    private static String ipv6Text(int[] groups, String zone, int prefix) {
        boolean mapped = zone.isEmpty() && prefix >= MAPPED_BITS && groups[5] == 0xffff;
        for (int i = 0; i < 5; i++) {
            mapped &= groups[i] == 0;
        }
        if (mapped) {
            return ipv4Text(((long) groups[6] << GROUP_BITS) | groups[7], prefix - MAPPED_BITS);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < IPV6_GROUPS; i++) {
            int kept = Math.max(0, Math.min(GROUP_BITS, prefix - i * GROUP_BITS));
            int group = groups[i] & (0xffff << (GROUP_BITS - kept));
            text.append(i == 0 ? "" : ":").append(Integer.toHexString(group & 0xffff));
        }
        text.append(zone);
        return prefix == IPV6_GROUPS * GROUP_BITS
                ? text.toString()
                : text.append('/').append(prefix).toString();
    }

    /** Returns the groups of an IPv6 address, or null if it is none. */
    private static int @Nullable [] ipv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            int[] groups = new int[IPV6_GROUPS];
            return groups(text, groups) == IPV6_GROUPS ? groups : null;
        }
        int[] head = new int[IPV6_GROUPS];
        int[] tail = new int[IPV6_GROUPS];
        int before = groups(text.substring(0, gap), head);
        int after = groups(text.substring(gap + 2), tail);
        if (before < 0
                || after < 0
                || before + after >= IPV6_GROUPS
                || text.substring(0, gap).indexOf('.') >= 0) {
            return null;
        }
        System.arraycopy(tail, 0, head, IPV6_GROUPS - after, after);
        return head;
    }

    /** Reads groups that are separated by single colons, the last two possibly as IPv4. Returns their number or -1. */
    private static int groups(String text, int[] into) {
        int count = 0;
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf(':', start);
            boolean last = end < 0;
            end = last ? text.length() : end;
            if (last && text.indexOf('.', start) >= 0) {
                long bits = ipv4(text.substring(start));
                if (bits < 0 || count > IPV6_GROUPS - 2) {
                    return -1;
                }
                into[count++] = (int) (bits >> GROUP_BITS);
                into[count++] = (int) (bits & 0xffff);
                return count;
            }
            int group = hexadecimal(text, start, end);
            if (group < 0 || count == IPV6_GROUPS || end == text.length() - 1) {
                return -1;
            }
            into[count++] = group;
            start = end + 1;
        }
        return count;
    }

    private static int hexadecimal(String text, int start, int end) {
        if (end == start || end - start > 4) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            int digit = isDigit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Returns the bits of an IPv4 address, or -1 if it is none or has leading zeros. */
    private static long ipv4(String text) {
        long bits = 0;
        int start = 0;
        for (int part = 0; part < 4; part++) {
            int end = part == 3 ? text.length() : text.indexOf('.', start);
            int value = end < 0 ? -1 : decimal(text, start, end);
            if (value < 0 || value > 255) {
                return -1;
            }
            bits = bits << 8 | value;
            start = end + 1;
        }
        return bits;
    }

    /** Returns a number of up to three digits without leading zeros, or -1. */
    private static int decimal(String text, int start, int end) {
        if (end <= start || end - start > 3 || (end - start > 1 && text.charAt(start) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
