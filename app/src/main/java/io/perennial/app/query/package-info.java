// SPDX-License-Identifier: Apache-2.0
/** Questions to the lake: as of which moment, over which tables, with what masked. */
@NullMarked
package io.perennial.app.query;

import org.jspecify.annotations.NullMarked;
