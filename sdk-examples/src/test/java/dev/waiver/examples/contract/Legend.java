package dev.waiver.examples.contract;

/** What stands above the contract's tables. */
final class Legend {
    static final String HEAD = """
            # What you get when something goes wrong

            Made by `FaultMatrixTest` in `sdk-examples`, which runs every cell against the simulators and fails when this page no longer
            agrees. After a wanted change: `mvn -pl sdk-examples -am test -Dtest=FaultMatrixTest -Dsurefire.failIfNoSpecifiedTests=false
            -Dcontract.update=true`. The same run writes `sdk-examples/target/contract.json`, with times.

            Two retries, the default. A fault lasts, unless it says "once". It strikes all requests of an operation but sign-ins; with
            [write] only its writes, with [look-up] only the reads after its write. Unless said otherwise the connection was used before.
            In every cell: the exchange is over and its connection given back, the deadline held, no error denies a change that was made.

            | In a cell | it means |
            | --- | --- |
            | value, done, empty text, 2 items, CREATED | the call succeeded: with a value, with nothing to return, with a text without characters, with a list, as `ensure` says |
            | ...Exception | what was thrown; all of them are `SdkException`s |
            | **may be done** | `mayHaveBeenApplied()` is true: look before you send it again. Without it, nothing was changed |
            | ×3 | how many requests reached the service, sign-ins aside |
            | (2 sent, 1 done) | of these, how many were writes, and how many of the writes took effect |
            | not tried | the fault is not told apart there by anything but the speed of the machine |

            | Outcome | why |
            | --- | --- |
            | `TransportException` | no whole answer came. Reads and idempotent writes were repeated, other writes only on proof that they were not taken |
            | `TransportException` without "may be done" | no byte of the request left, so nothing was changed |
            | ×4 at a read | a pooled connection that turns out to be dead is replaced at once, which is not counted as one of the two retries |
            | `TransportException` ×1 at a list that streams | a list that breaks off after it began is not begun again, for its first elements are with the caller |
            | `AppliedButUnconfirmedException` | the service acknowledged the write, and what came afterwards failed. Never send it again |
            | `DecodeException` | the answer says success and cannot be read, so repeating it would not help |
            | `DeadlineExceededException` | the deadline passed, waits and repetitions included |
            | `ApiException` | a redirect, which is never followed: credentials stay at the base URL |
            | `ServerException` | 408 or 5xx: no proof that a write was refused. 501 is not repeated |
            | `RateLimitException` ×1 | the wait that the service asks for is longer than the time left |
            | `RateLimitException` ×2 | without a readable `Retry-After` this service's calls wait a minute (as its vendor says), and the deadline allows one |
            | `AuthenticationException` ×2 | signed in anew and tried once more |
            | done, although 404 | an idempotent removal whose first answer was lost finds nothing the second time |
            | `NotFoundException` with "may be done" | at Detection a miss may mean a bad token: without another call that proves the token, it is not taken as "already gone" |
            | 0 items, `NotFoundException` for an empty 200 | at E-mail and Scanning the vendor's own "nothing found" looks like that |
            | done or value, although truncated or reset in the middle of the answer | the answer's body was empty or its value complete before the break |
            """;

    private Legend() {}
}
