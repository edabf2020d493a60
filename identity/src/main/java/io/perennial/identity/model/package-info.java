// SPDX-License-Identifier: Apache-2.0
/**
 * How surely two records are one customer, learned without labels from how pairs of records agree.
 */
@NullMarked
package io.perennial.identity.model;

import org.jspecify.annotations.NullMarked;
