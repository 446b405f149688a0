# The engine reads its proxy when it starts. Only while nothing runs here it is started anew: its containers would end.

ENGINE_PROXY=${ENGINE_PROXY:-$UNITS/docker.service.d/airflow-proxy.conf}

engine_proxy() {
  local wanted
  wanted=$(sed -n '/^Environment=/p' <<<"$(content "$ENGINE_PROXY")")
  [[ $wanted != "$(content "$RUN/engine-proxy")" ]] || { notice engine; return 0; }
  if [[ -n $(docker ps --quiet) ]]; then
    notice engine "images are still pulled by the proxy before, until this machine boots"
    return
  fi
  systemctl daemon-reload
  systemctl restart docker.service
  printf '%s' "$wanted" | put "$RUN/engine-proxy"
  notice engine
}
