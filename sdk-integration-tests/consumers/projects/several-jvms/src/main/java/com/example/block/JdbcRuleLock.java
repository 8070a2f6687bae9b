package com.example.block;

import dev.waiver.core.RuleLock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/** Advisory locks of PostgreSQL. All of them belong to one session, so a JVM needs one connection for any number. */
public final class JdbcRuleLock implements RuleLock, AutoCloseable {
    private static final long POLL_MILLIS = 20;

    private final DataSource database;
    private Connection session;

    public JdbcRuleLock(DataSource database) {
        this.database = database;
    }

    @Override
    public AutoCloseable acquire(String key, Duration atMost) throws Exception {
        long id = Long.parseUnsignedLong(key, 0, 16, 16); // the first 64 bits
        long start = System.nanoTime();
        while (true) {
            Connection holder = tryLock(id);
            if (holder != null) {
                return () -> unlock(holder, id);
            }
            if (System.nanoTime() - start >= atMost.toNanos()) {
                throw new TimeoutException("another JVM holds the lock " + id);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private synchronized Connection tryLock(long id) throws SQLException {
        if (session == null || session.isClosed()) {
            session = database.getConnection();
        }
        return call(session, "select pg_try_advisory_lock(?)", id) ? session : null;
    }

    private synchronized void unlock(Connection holder, long id) throws SQLException {
        if (holder.isClosed()) {
            throw new SQLException("the session was lost, and the lock " + id + " with it");
        }
        try {
            call(holder, "select pg_advisory_unlock(?)", id);
        } catch (SQLException e) {
            holder.close(); // which releases all of its locks
            throw e;
        }
    }

    private static boolean call(Connection session, String function, long id) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(function)) {
            statement.setLong(1, id);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        if (session != null) {
            session.close();
        }
    }
}
