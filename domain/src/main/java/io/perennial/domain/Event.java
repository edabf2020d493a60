// SPDX-License-Identifier: Apache-2.0
package io.perennial.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that a customer did, or that was done to them; immutable. Carries the record, never the
 * customer: identity is a view over events. The lake's table holds more columns; this is what code
 * that handles one event at a time needs.
 *
 * @param id idempotency key: the same event sent twice has the same id
 * @param record who
 * @param type what
 * @param occurredAt when it happened
 * @param receivedAt when it reached us
 * @param amount in base currency, negative for returns; empty where money has no part
 */
public record Event(
    long id,
    RecordId record,
    EventType type,
    Instant occurredAt,
    Instant receivedAt,
    Optional<BigDecimal> amount) {}
