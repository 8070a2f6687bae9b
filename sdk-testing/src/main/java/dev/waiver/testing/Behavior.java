package dev.waiver.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What every service may do where its documentation is silent. {@link Simulator#reset()} goes back to the defaults. Set
 * it before the requests it is meant for.
 *
 * @param <B> the vendor's own settings
 */
public abstract class Behavior<B extends Behavior<B>> {
    // Set by a test's thread, read by those of the connections; so are the vendor's own.
    volatile Duration listLag = Duration.ZERO;
    volatile ObjectNode extraMembers;
    volatile UnaryOperator<ObjectNode> stored = UnaryOperator.identity();
    volatile Runnable concurrentWriter = () -> {};

    Behavior(String extraMembers) {
        this.extraMembers = Json.parseObject(extraMembers);
    }

    abstract B self();

    /**
     * A list shows what was created only after this time of the simulator's clock.
     *
     * @param lag how long; none by default
     * @return this
     */
    public B listLag(Duration lag) {
        listLag = lag;
        return self();
    }

    /**
     * The members of everything new that no documentation mentions; at the detection service summaries and lists have
     * them too.
     *
     * @param json a JSON object; by default one with a member that is null and one that is an object with a decimal
     * @return this
     * @throws IllegalArgumentException if it is not a JSON object
     */
    public B extraMembers(String json) {
        extraMembers = Json.parseObject(json);
        return self();
    }

    /**
     * Stores something else than was sent.
     *
     * @param change makes what is stored, at create and update, from what should have been; by default nothing is
     *     changed
     * @return this
     */
    public B storesDifferently(UnaryOperator<ObjectNode> change) {
        stored = change;
        return self();
    }

    /**
     * Something that someone else does each time a create (at the detection service: any write) has taken effect and
     * before it is answered, such as to add an equal rule.
     *
     * @param action what they do; nothing by default
     * @return this
     */
    public B concurrentWriter(Runnable action) {
        concurrentWriter = action;
        return self();
    }
}
