// SPDX-License-Identifier: Apache-2.0
package io.perennial.domain;

import java.time.Instant;

/**
 * What one record's owner allowed or refused, and when.
 *
 * @param record whose
 * @param purpose for what
 * @param granted true when allowed
 * @param at from when on
 */
public record Consent(RecordId record, Purpose purpose, boolean granted, Instant at) {}
