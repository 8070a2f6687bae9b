/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.auth;

/** The credentials of a client: an application of a tenant, or an access token. */
public sealed interface DetectionCredentials permits ApplicationCredentials, BearerToken {}
