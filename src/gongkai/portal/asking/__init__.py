"""依申请公开 for the public, without an account: four steps, a receipt, how a request stands."""
