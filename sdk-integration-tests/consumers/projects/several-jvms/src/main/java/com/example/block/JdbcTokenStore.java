package com.example.block;

import dev.waiver.core.Secret;
import dev.waiver.core.TokenStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/** Access tokens in a table. */
public final class JdbcTokenStore implements TokenStore {
    private final DataSource database;

    public JdbcTokenStore(DataSource database) {
        this.database = database;
    }

    @Override
    public Optional<StoredToken> load(String key) {
        String sql = "select token, expires_at from waiver_token where key = ?";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                OffsetDateTime expiry = row.getObject(2, OffsetDateTime.class);
                Secret token = Secret.of("token", row.getString(1));
                return Optional.of(new StoredToken(token, expiry == null ? null : expiry.toInstant()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("tokens cannot be read", e);
        }
    }

    @Override
    public void save(String key, StoredToken token) {
        String sql = "insert into waiver_token (key, token, expires_at) values (?, ?, ?) on conflict (key)"
                + " do update set token = excluded.token, expires_at = excluded.expires_at";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key);
            statement.setString(2, token.value().reveal());
            statement.setObject(3, token.expiresAt().map(expiry -> expiry.atOffset(ZoneOffset.UTC)).orElse(null));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("tokens cannot be stored", e);
        }
    }
}
