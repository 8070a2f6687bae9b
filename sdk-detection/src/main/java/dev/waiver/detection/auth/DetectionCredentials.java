package dev.waiver.detection.auth;

/** How a client signs in: as an application of a tenant, or with a token that it was given. */
public sealed interface DetectionCredentials permits ApplicationCredentials, BearerToken {}
