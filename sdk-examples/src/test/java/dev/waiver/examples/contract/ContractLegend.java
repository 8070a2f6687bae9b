package dev.waiver.examples.contract;

/** What stands above the contract's tables. */
final class ContractLegend {
    static final String HEAD = """
            # What you get when something goes wrong

            Made by `FaultMatrixTest` in `sdk-examples`, a part of `mvn verify`, which runs every cell against the simulators, with `execute()` and
            with `executeAsync()`, and fails when the two differ or this page no longer agrees. After a wanted change: `mvn -pl sdk-examples -am test -Dtest=FaultMatrixTest -Dsurefire.failIfNoSpecifiedTests=false
            -Dcontract.update=true`. The same run writes `sdk-examples/target/contract.json`, with times.

            Two retries, the default. A fault lasts, unless it says "once". It strikes all requests of an operation but sign-ins; with
            [write] only its writes, with [look-up] only the reads after its write. Unless said otherwise the connection was used before.
            Faults strike at bytes, and time is the test's own: it passes where somebody waits, so that a cell is the same on every machine.
            In every cell: the exchange is over and its connection given back, the deadline held, no error denies a change that was made,
            nothing was sent elsewhere, and no secret (keys, tokens, signatures, a gateway's key) is in the error, serialised or not, in a log
            of any level, or in the name of a thread.

            | In a cell | it means |
            | --- | --- |
            | value, done, empty text, 1 item, 2 items, CREATED | the call succeeded: with a value, with nothing to return, with a text without characters, with a list, as `ensure` says |
            | ...Exception | what was thrown; all of them are `SdkException`s |
            | **may be done** | `mayHaveBeenApplied()` is true: look before you send it again. Without it, nothing was changed |
            | ×3 | how many requests reached the service, sign-ins aside |
            | (2 sent, 1 done) | of these, how many were writes, and how many of the writes took effect |

            | Outcome | why |
            | --- | --- |
            | `TransportException` | no whole answer came. Reads and idempotent writes were repeated, other writes only on proof that they were not taken |
            | `TransportException` without "may be done" | a read, or no byte of the request left: nothing was changed |
            | ×4 at a read | a pooled connection that turns out to be dead is replaced at once, which is not counted as one of the two retries |
            | `TransportException` ×1 at a list that streams | a list that breaks off after it began is not begun again, for its first elements are with the caller |
            | `AppliedButUnconfirmedException` | the service acknowledged the write, and what came afterwards failed. Never send it again |
            | `DecodeException` | the answer says success and cannot be read, so repeating it would not help: no JSON, cut short, too large, of another shape, or empty where a value was asked for. What does not say "nothing found" in the vendor's way is not read so |
            | `TransportException` for a truncated answer | fewer bytes came than were announced, even if the value is whole without them: what is missing is not known |
            | `DeadlineExceededException` | the deadline passed, waits and repetitions included |
            | `ApiException` | a redirect, which is never followed: credentials stay at the base URL |
            | `ValidationException` 400 and 422, `PermissionException` 403, `NotFoundException` 404, `ConflictException` 409 | refused, so not applied, and not repeated |
            | `ServerException` | 408 or 5xx: no proof that a write was refused. 501 is not repeated |
            | `RateLimitException` ×1 | the wait that the service asks for is longer than the time left |
            | `RateLimitException` ×2 | without a readable `Retry-After` this service's calls wait a minute (as its vendor says), and the deadline allows one |
            | `AuthenticationException` ×2 | signed in anew and tried once more |
            | done, although 404 | an idempotent removal whose first answer was lost finds nothing the second time |
            | `NotFoundException` with "may be done" | at Detection a miss may mean a bad token: without another call that proves the token, it is not taken as "already gone" |
            | done, empty text or value at a write, although its answer is empty, of another kind, or breaks off | the status says success, and the vendor promises nothing of the body: what is needed is looked up afterwards |
            | done at a write, although truncated | the answer has no body |
            | value at a create or ensure, although its look-up was struck once | the look-up was repeated, the write was not |
            """;

    private ContractLegend() {}
}
