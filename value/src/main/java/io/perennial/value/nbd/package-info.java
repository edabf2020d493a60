// SPDX-License-Identifier: Apache-2.0

/** The NBD model: customers buy at their own rate and never leave. The simplest to beat. */
@NullMarked
package io.perennial.value.nbd;

import org.jspecify.annotations.NullMarked;
