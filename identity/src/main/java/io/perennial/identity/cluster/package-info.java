// SPDX-License-Identifier: Apache-2.0
/** Scored pairs to customers and households, with confidence, constraints and a way back. */
@NullMarked
package io.perennial.identity.cluster;

import org.jspecify.annotations.NullMarked;
