package dev.waiver.testing;

import java.util.List;

/** One key of the e-mail service, of either deployment. */
record EmailKey(String id, String secret, List<String> scopes) {}
