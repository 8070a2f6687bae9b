create unlogged table waiver_token (
    key text primary key,
    token text not null,
    expires_at timestamptz
);
revoke all on waiver_token from public;
