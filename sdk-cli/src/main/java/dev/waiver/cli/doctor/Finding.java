/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli.doctor;

/**
 * One thing that a service did, and what is believed about it.
 *
 * @param service the service
 * @param topic what was looked at, such as {@code list blacklist}; stable between releases
 * @param seen what the service did, without values of the customer
 * @param believed what the SDK believes, as {@code docs/inferred.md} and the pages of the vendors say it
 * @param verdict how the two compare
 */
public record Finding(String service, String topic, String seen, String believed, Verdict verdict) {}
