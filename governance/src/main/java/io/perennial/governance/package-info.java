// SPDX-License-Identifier: Apache-2.0
/** Contracts that every stage obeys: permits, erasure, audit, provenance, data classes. */
@NullMarked
package io.perennial.governance;

import org.jspecify.annotations.NullMarked;
